"""A translation is never read before its original: it goes live with it, and it follows the original's schedule.

A translation that is published while its original waits for its day is scheduled for the same moment. The revision
that was approved so carries a mark (``MARK``), and by it alone this module knows what to move, to cancel or to send
live with the original: a later draft has no mark, and neither has a date that somebody gave to a page that they write
by hand. The date stands in the revision, where the admin shows it, and not on the page itself, from where
wagtail-localize would copy it into every later draft.

An expiry needs nothing: the original's takes its translations along (``unpublishing``).
"""

import logging
from datetime import timedelta
from functools import wraps

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.utils.timestamps import ensure_utc

from core.localize.life.family import is_source, original_of, translations_of
from core.patching import wrap
from core.tasks import indexing_once
from core.validation import PublicationRefused

TIMETABLE = ["go_live_at", "expire_at"]  # of the original: a translation has none from being copied
MARK = "goes_live_with_original"
SCHEDULED = "wagtail.publish.scheduled"  # what the log calls a publication by ``publish_scheduled``
NEXT_RUN = timedelta(minutes=1)
logger = logging.getLogger(__name__)


def go_live_after_original(page):
    """Refuse to publish a translation before its original, or schedule it with that; asked before publishing."""
    moment = goes_live_with_original(page)
    if moment is not None and (page.go_live_at is None or page.go_live_at <= moment):
        page.go_live_at = moment
        setattr(page, MARK, True)


def goes_live_with_original(page):
    """The moment for which this page would be scheduled if it were published now; ``None`` if it would go live.

    Raises ``PublicationRefused`` if it would be neither.
    """
    original = original_of(page)
    if original is None or original.live:
        return None
    moment = scheduled_for(original)
    if moment is None:
        raise PublicationRefused({"__all__": [original_not_live(page, original)]})
    return max(moment, timezone.now() + NEXT_RUN)  # a date that is over would publish at once


def original_not_live(page, original):
    return _(
        "“%(title)s” can't be published yet: its original (%(language)s) is not live. Publish the original first, or "
        "give it a date and publish it: the translation then goes live with it."
    ) % {"title": page.title, "language": original.locale.language_name_local}


def is_left_to_original(page, revision):
    """In a scheduled run: has this revision gone live with its original already, or has it to wait for that?"""
    if page.live_revision_id == revision.pk:
        return True
    original = original_of(page)
    return original is not None and not original.live


def apply():
    wrap(PublishPageRevisionAction, "execute", _with_translations)


def _with_translations(original):
    @wraps(original)
    def execute(self, skip_permission_checks=False):
        with indexing_once(), transaction.atomic():
            result = original(self, skip_permission_checks=skip_permission_checks)
            if is_source(self.object):
                follow_schedule(self.object, self.user)
            else:
                mark(self.object, self.revision)
        return result

    return execute


def mark(page, revision):
    """Remember by the revision that it goes live with its original, and forget it when it has."""
    if getattr(page, MARK, False):
        write_moment(page, revision, revision.approved_go_live_at)
    elif revision.content.get(MARK):
        write_moment(page, revision, None if page.live else revision.approved_go_live_at, waits=False)


def write_moment(page, revision, moment, *, waits=True):
    content = {name: value for name, value in revision.content.items() if name != MARK}
    content["go_live_at"] = moment.isoformat() if moment and moment > timezone.now() else None
    if waits:
        content[MARK] = True
    revision.content, revision.approved_go_live_at = content, moment
    Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=moment)
    Page.objects.filter(pk=page.pk).update(go_live_at=None)


def follow_schedule(source, user=None):
    """Bring the translations that wait for this page to where it stands now: live, scheduled, or neither."""
    waiting = [(page, revision) for page in translations_of(source).filter(live=False) if (revision := waits(page))]
    if not waiting:
        return
    source = Page.objects.get(pk=source.pk)
    moment = None if source.live else scheduled_for(source)
    for page, revision in waiting:
        if source.live:
            send_live(page, revision, user)
        elif moment != revision.approved_go_live_at:
            write_moment(page, revision, moment)
            log_schedule(page, revision, user)


def waits(page):
    """The revision of a draft that is to go live with its original, or ``None``: a later draft undoes it."""
    revision = page.scheduled_revision or page.get_latest_revision()
    return revision if revision is not None and revision.content.get(MARK) else None


def send_live(page, revision, user):
    """What can't go live stays scheduled, and the original goes live without it."""
    write_moment(page, revision, timezone.now())
    try:
        with transaction.atomic():
            revision.publish(user=user, log_action=SCHEDULED, skip_permission_checks=True)
    except ValidationError as error:
        logger.error("Page %s can't go live with its original: %s", page.pk, error)


def scheduled_for(page):
    return (
        Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False)
        .values_list("approved_go_live_at", flat=True)
        .first()
    )


def log_schedule(page, revision, user):
    moment = revision.approved_go_live_at
    log(
        instance=page.specific,
        action="wagtail.publish.schedule" if moment else "wagtail.schedule.cancel",
        user=user,
        revision=revision,
        data={
            "revision": {
                "id": revision.pk,
                "created": ensure_utc(revision.created_at),
                "go_live_at": moment and ensure_utc(moment),
                "has_live_version": False,
            }
        },
    )


@receiver(post_save, sender=Revision)
def follow_cancelled_schedule(instance, update_fields=None, **kwargs):
    """A schedule that somebody cancels: the original's holds for its translations, a translation's for itself."""
    if not update_fields or "approved_go_live_at" not in update_fields or instance.approved_go_live_at is not None:
        return
    page = instance.content_object
    if not isinstance(page, Page):
        return
    if is_source(page):
        follow_schedule(page)
    elif instance.content.get(MARK):
        write_moment(page, instance, None, waits=False)
