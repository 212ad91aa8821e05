"""Who may write in which language: whoever may change the first page of that language's tree.

wagtail-localize asks for one right for all languages, and Wagtail's snippets know no language at all.
"""

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView

from core.locales import source_locale

HOME_DEPTH = 2


def writable_locales(user):
    """The ids of the locales in which ``user`` may write."""
    homes = Page.objects.filter(depth=HOME_DEPTH)
    return {home.locale_id for home in homes if home.permissions_for_user(user).can_edit()}


class OwnLanguagesMixin:
    """Submitting into other languages is for those who write the source; others submit into their own."""

    def get_form(self):
        form = super().get_form()
        own = writable_locales(self.request.user)
        if self.object.locale_id not in own:
            locales = form.fields["locales"]
            locales.queryset = locales.queryset.filter(pk__in=own)
        return form

    def dispatch(self, request, *args, **kwargs):
        if not writable_locales(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SubmitPageTranslation(OwnLanguagesMixin, SubmitPageTranslationView):
    pass


class SubmitSnippetTranslation(OwnLanguagesMixin, SubmitSnippetTranslationView):
    pass


def refuse_other_languages(user, records):
    locales = {record.locale_id for record in records if isinstance(record, TranslatableMixin)}
    if not locales <= writable_locales(user):
        raise PermissionDenied


def refuse_new_record(user, model, language):
    """A record begins in the source language; its copies are made by themselves (``core.localize.registry``)."""
    source = source_locale()
    is_allowed = language in {None, source.language_code} and source.pk in writable_locales(user)
    if issubclass(model, TranslatableMixin) and not is_allowed:
        raise PermissionDenied
