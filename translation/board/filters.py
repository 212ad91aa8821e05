import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail_localize.models import TranslationSource

from core import alphabet
from translation.board.selection import NOBODY, Selection
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

    def __init__(self, *args, sources, locales, **kwargs):
        super().__init__(*args, **kwargs)
        people = {one.taken_by.pk: one.translator for source in sources for one in source.versions if one.taken_by}
        self.offer("language", [(one.language_code, one.language_name_local) for one in locales])
        self.offer("section", alphabetical({(one.section, one.section) for one in sources if one.section}))
        self.offer("kind", alphabetical({(one.model._meta.label_lower, one.kind) for one in sources}))
        self.offer(
            "translator", [(NOBODY, _("Nobody")), *alphabetical({(str(pk), name) for pk, name in people.items()})]
        )

    def offer(self, name, choices):
        self.filters[name].extra["choices"] = choices

    def selection(self, words):
        chosen = self.form.cleaned_data if self.is_valid() else {}
        return Selection(words=words, **{name: value for name, value in chosen.items() if value})


def alphabetical(choices):
    return alphabet.alphabetical(choices, key=lambda choice: choice[1])
