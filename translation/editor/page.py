"""What the template of the editor gets."""

from django.db.models import Prefetch, prefetch_related_objects
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.admin.ui.side_panels import PageStatusSidePanel, StatusSidePanel
from wagtail.admin.widgets.button import ButtonWithDropdown
from wagtail.log_actions import registry as log_registry
from wagtail.models import DraftStateMixin, Page, WorkflowState
from wagtail.permission_policies import ModelPermissionPolicy

from core.localize.locks import lock_for, why_locked
from core.localize.machine import configured_translator
from core.localize.permissions import may_see
from core.localize.standing import Review
from translation.editor.units import Sheet
from translation.editor.words import words


def context_of(request, translation, instance, conflicts=None):
    """``conflicts``: ``{segment id: (what was typed, the other's)}`` of a form that could not be saved."""
    sheet = Sheet(translation, instance)
    for text in sheet.texts:
        text.typed, text.conflict = (conflicts or {}).get(text.pk, (text.value, None))
    is_page = isinstance(instance, Page)
    others = with_workflow_states(instance) if is_page else list(instance.get_translations().select_related("locale"))
    permissions = instance.permissions_for_user(request.user) if is_page else None
    lock = lock_for(instance, request.user)
    panels = side_panels(request, translation, instance, [one for one in others if may_see(request.user, one)])
    media = MediaContainer(panels).media
    return {
        "translation": translation,
        "instance": instance,
        "model_opts": instance._meta,
        "is_page": is_page,
        "page_perms": permissions,
        "user_can_lock": is_page and not instance.locked and permissions.can_lock(),
        "user_can_unlock": is_page and instance.locked and permissions.can_unlock(),
        "header_buttons": header_buttons(request, instance) if is_page else [],
        "history_url": history_url(instance),
        "source_locale": translation.source.locale,
        "target_locale": translation.target_locale,
        "source_url": source_url(request, translation, others),
        "sheet": sheet,
        "review": Review(instance, translation, request.user) if is_page else None,
        "why_locked": why_locked(lock, request.user) if lock else "",
        "can_publish": not lock and may_publish(request.user, instance),
        "preview_url": reverse("wagtail_localize:preview_translation", args=[translation.pk]) if is_page else "",
        "preview_modes": preview_modes(translation, instance) if is_page else [],
        "machine": machine(translation),
        "csrf": get_token(request),
        "login_url": reverse("wagtailadmin_login"),
        "interface_language": get_language(),
        "words": words(),
        "side_panels": panels,
        "media": media + sheet.media if sheet.media else media,
    }


def may_publish(user, instance):
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    if isinstance(instance, DraftStateMixin):
        return ModelPermissionPolicy(type(instance)).user_has_permission(user, "publish")
    return True


def machine(translation):
    translator = configured_translator()
    if translator is None or not translator.can_translate(translation.source.locale, translation.target_locale):
        return None
    return translator.display_name


def preview_modes(translation, page):
    """``[(label, address)]`` of the modes besides the first."""
    return [
        (label, reverse("wagtail_localize:preview_translation", args=[translation.pk, mode]))
        for mode, label in page.preview_modes
        if mode != page.default_preview_mode
    ]


def with_workflow_states(page):
    """The page in the other languages. Wagtail asks a dozen times for the state of a page that has not got it yet."""
    pages = list(page.get_translations().select_related("locale"))
    states = WorkflowState.objects.active().select_related("current_task_state__task")
    # As ``PageQuerySet.prefetch_workflow_states`` does for specific pages.
    prefetch_related_objects(
        [page, *pages], Prefetch("_specific_workflow_states", queryset=states, to_attr="_current_workflow_states")
    )
    return pages


def source_url(request, translation, others):
    """The original in its editor, or to read for who may not change it."""
    source = next((one for one in others if one.locale_id == translation.source.locale_id), None)
    if source is None or not may_see(request.user, source):
        is_page = issubclass(translation.source.specific_content_type.model_class(), Page)
        return reverse("core_localize:source_page", args=[translation.pk]) if is_page else ""
    if not isinstance(source, Page):
        return edit_url(source)
    if source.permissions_for_user(request.user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[source.pk])
    return reverse("core_localize:source_page", args=[translation.pk])


def edit_url(record):
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def history_url(instance):
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:history", args=[instance.pk])
    name = instance.snippet_viewset.get_url_name("history")
    return reverse(name, args=[instance.pk]) if name else ""


def header_buttons(request, page):
    """What else may be done with the page, as in Wagtail's own editor."""
    buttons = get_page_header_buttons(page=page, user=request.user, next_url=request.path, view_name="edit")
    here = reverse("wagtailadmin_pages:edit", args=[page.pk])
    others = sorted(button for button in buttons if button.url != here)
    if not others:
        return []
    return [
        ButtonWithDropdown(
            buttons=others,
            icon_name="dots-horizontal",
            attrs={"aria-label": _("Actions")},
            classname="w-h-slim-header",
        )
    ]


class StatusPanel(PageStatusSidePanel):
    """Without how often the page is referred to: references are to its original."""

    def get_usage_context(self):
        return {}

    def get_status_templates(self, context):
        return [one for one in super().get_status_templates(context) if not one.endswith("/usage.html")]


def side_panels(request, translation, instance, others):
    locale = translation.target_locale
    if isinstance(instance, Page):
        translations = [
            {"locale": one.locale, "url": reverse("wagtailadmin_pages:edit", args=[one.pk])} for one in others
        ]
        return [
            StatusPanel(
                instance,
                request,
                show_schedule_publishing_toggle=False,
                live_object=instance,
                scheduled_object=instance.get_scheduled_revision_as_object(),
                locale=locale,
                translations=translations,
            )
        ]
    usage = instance.snippet_viewset.get_url_name("usage")
    return [
        StatusSidePanel(
            instance,
            request,
            locale=locale,
            translations=[{"locale": one.locale, "url": edit_url(one)} for one in others],
            usage_url=reverse(usage, args=[instance.pk]) if usage else None,
            last_updated_info=log_registry.get_logs_for_instance(instance).first(),
        )
    ]
