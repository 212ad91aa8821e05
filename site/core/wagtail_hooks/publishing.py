"""Pages begin in the source language, and no source text goes live in another."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

from core.content_checks import refuse_undescribed_pictures
from core.locales import source_locale
from core.localize.completeness import translation_of
from core.localize.patches import as_translated
from core.localize.place import written_in_source_language
from core.validation import PublicationRefused

FIRST = -100  # before wagtail-localize's own


@hooks.register("before_create_page")
def create_in_source_language_only(request, parent_page, page_class):
    if parent_page.depth > 1 and parent_page.locale_id != source_locale().id:
        messages.error(request, written_in_source_language())
        return redirect("wagtailadmin_explore", parent_page.pk)
    return None


@hooks.register("insert_editor_js")
def save_one_thing_at_a_time():
    return format_html('<script src="{}" defer></script>', versioned_static("admin/one-save-at-a-time.js"))


@hooks.register("before_publish_page")
def refuse_publication(request, page):
    try:
        page.specific.refuse_publication()
        refuse_undescribed_pictures(page.specific)
    except PublicationRefused as refusal:
        refusal.tell(request)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_edit_page", order=FIRST)
def refuse_publication_of_translation(request, page):
    """From the translation editor, which publishes what it makes of the texts it has."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        translation = translation_of(page)
        if translation is not None and translation.enabled:
            return refuse_publication(request, as_translated(translation))
    return None
