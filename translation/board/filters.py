import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail_localize.models import TranslationSource

from core import alphabet
from translation.board.lines import NOBODY, Selection
from translation.work.states import State


class ChoiceFilter(django_filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(empty_label=_("All"), widget=forms.RadioSelect, **kwargs)


class BoardFilterSet(WagtailFilterSet):
    """The form only: what is on the board is no queryset (``translation.board.selection``)."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    language = ChoiceFilter(label=_("Language"))
    section = ChoiceFilter(label=_("Section"))
    kind = ChoiceFilter(label=_("Kind"))
    translator = ChoiceFilter(label=_("Translator"))

    class Meta:
        model = TranslationSource
        fields = []

    def __init__(self, *args, sight, **kwargs):
        super().__init__(*args, **kwargs)
        sections = {(title, title) for title in sight.sections.values()}
        kinds = {(model._meta.label_lower, model._meta.verbose_name) for model in sight.kinds.values()}
        people = {(str(pk), name) for pk, name in sight.translators.items()}
        self.offer("language", [(one.language_code, one.language_name_local) for one in sight.locales])
        self.offer("section", alphabetical(sections))
        self.offer("kind", alphabetical(kinds))
        self.offer("translator", [(NOBODY, _("Nobody")), *alphabetical(people)])

    def offer(self, name, choices):
        self.filters[name].extra["choices"] = choices

    def selection(self, words):
        chosen = self.form.cleaned_data if self.is_valid() else {}
        return Selection(words=words, **{name: settled(value) for name, value in chosen.items() if value})


def settled(value):
    return tuple(value) if isinstance(value, list) else value


def alphabetical(choices):
    return alphabet.alphabetical(choices, key=lambda choice: choice[1])
