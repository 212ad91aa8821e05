"""Submitting for translation, and bringing translations up to date with their source: who may, and what.

Upstream asks for one right for all pages and languages; whoever has it could publish every language.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from core.locales import source_locale
from core.localize.locks import refuse_if_locked
from core.localize.permissions import writable_locales


def may_edit(user, instance):
    return edit_translation.user_can_edit_instance(user, instance)


def may_publish(user, target):
    """A record without drafts is published by changing it."""
    return target.permissions_for_user(user).can_publish() if isinstance(target, Page) else may_edit(user, target)


def is_released(request, page):
    """May those read ``page`` who can't edit it? It is live and theirs to read, or was given to translators before."""
    submitted = Translation.objects.filter(source__object_id=page.translation_key).exists()
    may_read = all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
    return submitted or (page.live and may_read)


class OwnLanguagesMixin:
    """Who may edit the source submits it into every language; a translator a released page into their own."""

    def dispatch(self, request, *args, **kwargs):
        source = self.get_object()
        self.edits_source = may_edit(request.user, source)
        if not (self.edits_source or self.is_for_translator(source)):
            raise PermissionDenied
        if source.locale_id != source_locale().id:
            return self.refuse_translation(source)
        return super().dispatch(request, *args, **kwargs)

    def is_for_translator(self, source):
        is_source = source.locale_id == source_locale().id
        return is_source and bool(writable_locales(self.request.user)) and is_released(self.request, source)

    def refuse_translation(self, target):
        """Two sources for one translation, and its editor fails (wagtail/wagtail-localize#662, #878)."""
        message = _(
            "“%(title)s” is a translation itself. Submit the page in the first language of the site: %(language)s."
        )
        language = source_locale().language_name_local
        messages.error(self.request, message % {"title": str(target), "language": language})
        return redirect("wagtailadmin_home")

    def get_form(self):
        form = super().get_form()
        if not self.edits_source:
            locales = form.fields["locales"]
            locales.queryset = locales.queryset.filter(pk__in=writable_locales(self.request.user))
            # A page below may be a draft, or for few: a translator submits page by page.
            turn_off(form, "include_subtree")
        return form


def turn_off(form, name):
    form.fields[name].disabled = True
    form.fields[name].widget = forms.HiddenInput()


class SubmitPageTranslation(OwnLanguagesMixin, SubmitPageTranslationView):
    def get_object(self):
        page = super().get_object()
        if not may_edit(self.request.user, page):
            page.draft_title = page.title  # what this screen and its message call the page
        return page


class SubmitSnippetTranslation(OwnLanguagesMixin, SubmitSnippetTranslationView):
    def is_for_translator(self, source):
        return False  # records have a translation in every language from the start


class UpdateTranslations(UpdateTranslationsView):
    """For those who may edit the source: a translator has nothing to do here, since publishing the source is enough.

    Publishing the translations with it is offered to those who may publish each of them.
    """

    def dispatch(self, request, *args, **kwargs):
        try:
            source = self.get_object().get_source_instance()
        except ObjectDoesNotExist:
            raise Http404 from None
        if not may_edit(request.user, source):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        form = super().get_form()
        targets = [one.get_target_instance() for one in self.object.translations.filter(enabled=True)]
        user = self.request.user
        if not all(may_publish(user, target) for target in targets):
            turn_off(form, "publish_translations")
        if "use_machine_translation" in form.fields and not all(may_edit(user, target) for target in targets):
            turn_off(form, "use_machine_translation")
        return form

    def form_valid(self, form):
        if form.cleaned_data["publish_translations"] or form.cleaned_data.get("use_machine_translation"):
            for one in self.object.translations.filter(enabled=True):
                refuse_if_locked(one.get_target_instance(), self.request.user)
        return super().form_valid(form)
