"""Releases that have their time: checked and locked when they are made, published by ``manage.py publish_scheduled``.

The lock is Wagtail's own of a scheduled revision. Wagtail would publish such revisions one by one; ``run_due`` comes
before it, and ``guard`` refuses what comes by any other way.
"""

import logging

from django.db import InterfaceError, OperationalError, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.signals import page_unpublished

from core.locales import source_locale
from core.localize.life.scheduling import follow_schedule
from core.tasks import indexing_once
from core.validation import PublicationRefused
from translation.mail import language_of
from translation.models import Release
from translation.together.guard import is_releasing, only_approving, releasing
from translation.together.mail import tell
from translation.together.release import PUBLISHED, approve, hold, note, prepare, publish_all, put_aside, rehearse

SCHEDULED = "translation.schedule_together"
CANCELLED = "translation.cancel_together"
FAILED = "translation.fail_together"

State = Release.State
logger = logging.getLogger(__name__)


def schedule(page, locale_ids, at, user):
    """Raises ``NotTogether`` if it could not be published so now."""
    with indexing_once(), transaction.atomic():
        drafts = prepare(page, locale_ids, user)
        rehearse(page.translation_key, drafts, user)
        for _locale, revision_id in drafts:
            end_workflow(revision_id, page.translation_key, user)
        lock(drafts, at)
        put_aside(page.translation_key)
        release = Release.objects.create(
            translation_key=page.translation_key,
            title=page.get_admin_display_title(),
            revisions=drafts,
            at=at,
            by=user,
        )
        note(drafts, SCHEDULED, user, at=at.isoformat())
        tell_others_waiting(page.translation_key, user)
    return release


def end_workflow(revision_id, translation_key, user):
    """Approved, or published at once by who may do that: the schedule has its own lock."""
    page = Revision.objects.get(pk=revision_id).content_object
    with releasing(translation_key), only_approving():
        if not approve(page, user) and page.current_workflow_state:
            page.current_workflow_state.cancel(user=user)


def lock(drafts, at):
    Revision.objects.filter(pk__in=[pk for _locale, pk in drafts]).update(approved_go_live_at=at)


def tell_others_waiting(translation_key, user):
    """Translations that were published before their original, and wait for it (``core.localize.life.scheduling``)."""
    original = Page.objects.filter(translation_key=translation_key, locale=source_locale(), live=False).first()
    if original:
        follow_schedule(original, user)


def waiting(translation_key):
    return Release.objects.filter(translation_key=translation_key, state=State.WAITING).first()


def move(release, at, user):
    """To another time. Nothing can have changed since it was checked. ``False``: it does not wait any more."""
    with transaction.atomic():
        hold(release.translation_key)
        if not Release.objects.filter(pk=release.pk, state=State.WAITING).update(at=at):
            return False
        lock(release.revisions, at)
        note(release.revisions, SCHEDULED, user, at=at.isoformat())
        tell_others_waiting(release.translation_key, user)
    return True


def cancel(release, user=None):
    """The drafts stay. ``False``: it does not wait any more."""
    return end(release, State.CANCELLED, CANCELLED, user)


def fail(release, problem):
    """Nothing of it is published; who scheduled it is told why, by mail and at the page."""
    if end(release, State.FAILED, FAILED, None, problem=problem):
        tell.enqueue(release.pk)


def end(release, state, action, user, **values):
    with transaction.atomic():
        if not Release.objects.filter(pk=release.pk, state=State.WAITING).update(state=state, **values):
            return False
        lock(release.revisions, None)
        note(release.revisions, action, user)
        tell_others_waiting(release.translation_key, user)
    return True


def run_due():
    for release in Release.objects.filter(state=State.WAITING, at__lte=timezone.now()).order_by("at", "pk"):
        run(release)


def run(release):
    """Publish all of it, or none and say why. Broken off in the midst, it is tried again in the next run."""
    with translation.override(language_of(release.by) if release.by else None):
        try:
            publish_due(release)
        except (OperationalError, InterfaceError):
            logger.exception("Release %s: the database is away, the next run will try again", release.pk)
        except PublicationRefused as error:
            fail(release, str(error))
        except Exception as error:  # whatever it is, nothing was published, and somebody waits for it
            logger.exception("Release %s failed", release.pk)
            fail(release, software_error(error))


def publish_due(release):
    with indexing_once(), transaction.atomic():
        hold(release.translation_key)
        due = Release.objects.select_for_update(of=("self",)).filter(pk=release.pk, state=State.WAITING).first()
        if due is None or due.at > timezone.now():
            return  # another run has done it, or somebody has cancelled or moved it
        publish_all(due.translation_key, due.revisions, due.by, is_due=True)
        Release.objects.filter(pk=due.pk).update(state=State.DONE)
        note(due.revisions, PUBLISHED, due.by)


def software_error(error):
    return _("An error in the software (%(error)s). Those who run the site find more in its log.") % {
        "error": type(error).__name__
    }


# What happens to one page of them meanwhile


@receiver(post_save, sender=Revision)
def one_is_taken_out_of_the_schedule(instance, update_fields=None, **kwargs):
    """One of them alone would be missing at the moment: all are taken out."""
    if not update_fields or "approved_go_live_at" not in update_fields or instance.approved_go_live_at is not None:
        return
    page = instance.content_object
    release = waiting(page.translation_key) if isinstance(page, Page) else None
    if release and instance.pk in release.revision_ids:
        cancel(release)


@receiver(page_unpublished)
@receiver(post_delete, sender=Page)
def one_has_gone(instance, **kwargs):
    if is_releasing(instance.translation_key):
        return
    release = waiting(instance.translation_key)
    if release and (instance.locale_id in release.locale_ids or instance.locale_id == source_locale().pk):
        with translation.override(language_of(release.by) if release.by else None):
            fail(release, _("“%(title)s” was unpublished or deleted meanwhile.") % {"title": instance.title})
