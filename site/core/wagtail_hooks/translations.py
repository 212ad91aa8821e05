"""Views of wagtail-localize that ask too little, shadowed by ours at the same addresses."""

from django.http import Http404
from django.urls import include, path
from wagtail import hooks
from wagtail_localize import wagtail_hooks as localize_hooks

from core.localize.offers import page_buttons, record_buttons, with_offers
from core.localize.reports import SnippetsAPI
from core.localize.source_page import show_source
from core.localize.submission import SubmitPageTranslation, SubmitSnippetTranslation, UpdateTranslations

FIRST = -100  # before wagtail-localize's own


def no_alias(request, page_id):
    """Converting a translation to an alias would put source text on a live page of another language."""
    raise Http404


@hooks.register("register_admin_urls", order=FIRST)
def shadow_views_of_wagtail_localize():
    snippet = "<slug:app_label>/<slug:model_name>/"
    urls = [
        path("page/<int:page_id>/convert_to_alias/", no_alias, name="convert_to_alias"),
        path("submit/page/<int:page_id>/", SubmitPageTranslation.as_view(), name="submit_page_translation"),
        path(
            f"submit/snippet/{snippet}<str:pk>/", SubmitSnippetTranslation.as_view(), name="submit_snippet_translation"
        ),
        path("update/<int:translation_source_id>/", UpdateTranslations.as_view(), name="update_translations"),
        path("translate/<int:translation_id>/source/", show_source, name="source_page"),
        path(f"api/snippets/{snippet}", SnippetsAPI.as_view({"get": "list"}), name="snippets_api_listing"),
        path(f"api/snippets/{snippet}<str:pk>/", SnippetsAPI.as_view({"get": "retrieve"}), name="snippets_api_detail"),
    ]
    return [path("localize/", include((urls, "core_localize"), namespace="core_localize"))]


def offer_translations_in_our_way():
    ours = {
        localize_hooks.page_listing_more_buttons: page_buttons,
        localize_hooks.register_snippet_listing_buttons: record_buttons,
    }
    for registered in hooks._hooks.values():
        registered[:] = [(ours.get(fn, fn), order) for fn, order in registered]


offer_translations_in_our_way()


@hooks.register("construct_explorer_page_queryset")
def load_offers_of_listed_pages(parent_page, pages, request):
    return with_offers(pages)


@hooks.register("construct_page_chooser_queryset")
def load_status_of_offered_pages(pages, request):
    return pages.specific().annotate_approved_schedule().prefetch_workflow_states()


@hooks.register("construct_page_action_menu")
def without_convert_to_alias(menu_items, request, context):
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
