"""The admin's own guards: pages begin in the source language, and no source text goes live in another."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks

from core.locales import source_locale
from core.localize.completeness import explain, refuse_if_incomplete
from core.validation import PublicationRefused

FIRST = -100  # before wagtail-localize's own


@hooks.register("before_create_page")
def create_in_source_language_only(request, parent_page, page_class):
    if parent_page.depth > 1 and parent_page.locale_id != source_locale().id:
        messages.error(
            request,
            _(
                "New pages are written in the first language of the site: %(language)s. Write the page there, then translate it."
            )
            % {"language": source_locale().language_name_local},
        )
        return redirect("wagtailadmin_explore", parent_page.pk)
    return None


@hooks.register("before_edit_page", order=FIRST)
def refuse_incomplete_translation(request, page):
    """Publishing from the translation editor, refused with what is missing and nothing lost."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        try:
            refuse_if_incomplete(page)
        except PublicationRefused as error:
            messages.error(request, explain(error))
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_publish_page")
def refuse_incomplete_page(request, page):
    try:
        refuse_if_incomplete(page)
    except PublicationRefused as error:
        messages.error(request, explain(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


def no_alias(request, page_id):
    """Converting a translation to an alias would put source text on a live page of another language."""
    raise Http404


@hooks.register("register_admin_urls", order=FIRST)
def shadow_convert_to_alias():
    urls = [path("page/<int:page_id>/convert_to_alias/", no_alias, name="convert_to_alias")]
    return [path("localize/", include((urls, "core_localize"), namespace="core_localize"))]


@hooks.register("construct_page_action_menu")
def without_convert_to_alias(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
