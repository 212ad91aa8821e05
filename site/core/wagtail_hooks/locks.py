"""The ways by which the translation editor changes a page, closed while the page is locked."""

from django.urls import include, path
from wagtail import hooks
from wagtail_localize.views.edit_translation import edit_override, edit_string_translation

from core.localize.drafts import stop_translation
from core.localize.locks import holds_locks, refuse_if_locked

FIRST = -110  # before the completeness of the translation is looked at
CHANGES = {"publish", "submit-review"}


@hooks.register("before_edit_page", order=FIRST)
def refuse_change_of_locked_page(request, page):
    if request.method == "POST" and (
        request.POST.get("action") in CHANGES or "localize-restart-translation" in request.POST
    ):
        refuse_if_locked(page, request.user)


@hooks.register("register_admin_urls", order=FIRST)
def shadow_views_that_look_at_no_lock():
    urls = [
        path(
            "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
            holds_locks(edit_string_translation),
            name="edit_string_translation",
        ),
        path(
            "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
            holds_locks(edit_override),
            name="edit_override",
        ),
        path("translate/<int:translation_id>/disable/", holds_locks(stop_translation), name="stop_translation"),
    ]
    return [path("localize/", include((urls, "core_localize_locks"), namespace="core_localize_locks"))]
