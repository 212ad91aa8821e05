"""Our editor in the place of wagtail-localize's: the same addresses, the same endpoints, another page."""

from django.urls import include, path
from wagtail import hooks
from wagtail.models import TranslatableMixin

from core.localize.locks import holds_locks
from translation.editor import views

BEFORE_CORE = -200  # whose shadow of the same address is older than this one
LAST = -10  # after core's refusals, before wagtail-localize's own


@hooks.register("register_admin_urls", order=BEFORE_CORE)
def editor_urls():
    urls = [
        path(
            "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
            holds_locks(views.edit_text),
            name="edit_string_translation",
        ),
        path(
            "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
            holds_locks(views.edit_value),
            name="edit_override",
        ),
    ]
    return [path("localize/", include((urls, "translation_editor"), namespace="translation_editor"))]


@hooks.register("before_edit_page", order=LAST)
def edit_page(request, page):
    return edit(request, page)


@hooks.register("before_edit_snippet", order=LAST)
def edit_record(request, instance):
    return edit(request, instance) if isinstance(instance, TranslatableMixin) else None


def edit(request, instance):
    """Publishing and starting again are still wagtail-localize's."""
    is_saving = request.method == "POST" and request.POST.get("action") == "save-texts"
    if request.method not in {"GET", "HEAD"} and not is_saving:
        return None
    translation = getattr(instance, "settled_translation", None)  # by core, which opens nothing that is not in order
    if translation is None:
        return None
    return (views.save_texts if is_saving else views.edit)(request, translation, instance)
