"""A lock holds in the translation editor as it does in the ordinary one; upstream looks at none (wagtail/wagtail-localize#676).

A locked source does not lock its translations: each page has locks of its own.
"""

from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_latest_str, get_user_display_name
from wagtail.locks import BasicLock, ScheduledForPublishLock, WorkflowLock
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from core.validation import PublicationRefused

SAFE = {"GET", "HEAD", "OPTIONS"}


class Locked(PublicationRefused):
    """Somebody or something holds this page: nothing was changed."""


def lock_for(instance, user):
    """The lock that keeps ``user`` from changing ``instance``, or ``None``. A record of a registry has none."""
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    return lock if lock and lock.for_user(user) else None


def refuse_if_locked(instance, user):
    lock = lock_for(instance, user)
    if lock:
        raise Locked({"__all__": [why_locked(lock, user)]})


def why_locked(lock, user):
    """Who or what holds the page, and what to do about it."""
    page, title = lock.object, get_latest_str(lock.object)
    if isinstance(lock, ScheduledForPublishLock):
        goes_live = timezone.localtime(page.scheduled_revision.approved_go_live_at)
        return _(
            "“%(title)s” can't be changed: it is scheduled to go live on %(when)s. To change it before, cancel the schedule."
        ) % {"title": title, "when": date_format(goes_live, "DATETIME_FORMAT")}
    if isinstance(lock, WorkflowLock):
        return _(
            "“%(title)s” waits for approval. Until then only those who approve it can change it: "
            "ask them to request changes, or withdraw it."
        ) % {"title": title}
    if isinstance(lock, BasicLock) and page.locked_by_id == user.pk:
        return _("“%(title)s” is locked by you. Unlock it to change it.") % {"title": title}
    if isinstance(lock, BasicLock) and page.locked_by and page.locked_at:
        return _("“%(title)s” has been locked by %(person)s since %(when)s. Ask them to unlock it, then try again.") % {
            "title": title,
            "person": get_user_display_name(page.locked_by),
            "when": date_format(timezone.localtime(page.locked_at), "DATETIME_FORMAT"),
        }
    return strip_tags(lock.get_message(user) or lock.get_description(user))


def holds_locks(view):
    """For views that change the translation ``translation_id``: refuses while its page is locked for the person.

    A form is answered with a message (``core.middleware.ExplainRefusal``), the editor's own requests with 403.
    """

    @wraps(view)
    def guarded(request, translation_id, *args, **kwargs):
        if request.method not in SAFE:
            try:
                refuse_change(request.user, translation_id)
            except Locked as error:
                if request.method == "POST":
                    raise
                return JsonResponse({"detail": str(error)}, status=403)
        return view(request, translation_id, *args, **kwargs)

    return guarded


def refuse_change(user, translation_id):
    """Says nothing of pages that are gone or that the person may not see: the view itself answers for those."""
    translation = Translation.objects.filter(pk=translation_id).select_related("source", "target_locale").first()
    try:
        target = translation and translation.get_target_instance()
    except ObjectDoesNotExist:
        return
    if target and user_can_edit_instance(user, target):
        refuse_if_locked(target, user)
