"""Working through a submission: page by page, each in a transaction of its own together with the progress."""

import logging
import time

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Page

from core.localize.first_drafts import ParentMissing, make_drafts
from core.tasks import worker_starts
from translation import mail
from translation.board.changed import update
from translation.models import OPEN, SILENT, SkippedPage, State, Submission, is_dead, new_runner

SLICE = 10  # seconds; then other tasks have their turn, and a worker that is told to stop need not wait for 500 pages
PAUSE = 0.02  # seconds between two pages: SQLite has one writer at a time, and editors want to save too

logger = logging.getLogger(__name__)


class Lost(Exception):
    """The submission has been cancelled, or another worker has taken it over."""


class NotMade(Exception):
    """Nothing failed, and yet a translation is missing: without this the page would come up again and again."""


def start(submission):
    run.enqueue(submission.pk)
    if run.get_backend().supports_defer:
        look_after.using(run_after=timezone.now() + SILENT).enqueue(submission.pk)


@task()
def run(submission_id):
    """Work on a submission for a while; what remains is the next task's."""
    submissions = Submission.objects.select_related("page", "user").prefetch_related("locales")
    submission = submissions.filter(pk=submission_id).first()
    runner = new_runner()
    if submission is None or not submission.claim(runner):
        return
    try:
        is_finished = work(submission, runner)
    except Lost:
        return
    with transaction.atomic():
        if not is_finished:
            if submission.release(runner):
                run.enqueue(submission_id)
        elif submission.finish(runner, State.DONE if submission.page else State.FAILED):
            mail.tell.enqueue(submission_id)


@task()
def look_after(submission_id):
    """django-tasks-db leaves the task of a worker that was killed “running” for ever: this one comes after it."""
    submission = Submission.objects.filter(pk=submission_id, state__in=OPEN).first()
    if submission is not None:
        if submission.is_abandoned:
            run.enqueue(submission_id)
        look_after.using(run_after=timezone.now() + SILENT).enqueue(submission_id)


@receiver(worker_starts)
def take_up(**signal):
    """A worker that starts goes on at once with what one that died on this host has left."""
    for submission in Submission.objects.filter(state=State.RUNNING).exclude(runner=""):
        with transaction.atomic():
            if is_dead(submission.runner) and submission.release(submission.runner):
                run.enqueue(submission.pk)


@task()
def update_board():
    update()


def work(submission, runner):
    """Prepare pages until the slice is over; is there nothing left?"""
    ends = time.monotonic() + SLICE
    locales = list(submission.locales.all())
    after = ""
    while time.monotonic() < ends:
        page = submission.remaining().filter(path__gt=after).first()
        if page is None and not after:
            return True
        if page is None:
            after = ""  # once more from the top: something may have been added above
            submission.refresh_from_db(fields=["page"])
            continue
        after = page.path
        prepare(submission, runner, page, locales)
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            time.sleep(PAUSE)
    return False


def prepare(submission, runner, page, locales):
    try:
        with transaction.atomic():
            if not submission.give_sign(runner, done=1):
                raise Lost
            make_drafts(page, locales, submission.user)
            if submission.remaining().filter(pk=page.pk).exists():
                raise NotMade
    except (Lost, OperationalError, InterfaceError):
        raise  # the database is away: this page is as good as any other, and will be tried again
    except Exception as error:  # whatever it is, the other pages go on
        skip(submission, runner, page, error)


def skip(submission, runner, page, error):
    if not Page.objects.filter(pk=page.pk).exists():
        return  # deleted in the midst of it
    if not isinstance(error, ValidationError | ParentMissing | NotMade):
        logger.error("Page %s could not be prepared for translation", page.pk, exc_info=error)
    with translation.override(mail.language_of(submission.user)), transaction.atomic():
        if not submission.give_sign(runner):
            raise Lost
        SkippedPage.objects.get_or_create(
            submission=submission,
            page=page,
            defaults={"title": page.get_admin_display_title(), "reason": reason(error)},
        )


def reason(error):
    if isinstance(error, ParentMissing):
        return _("The page above it is not there in that language.")
    if isinstance(error, NotMade):
        return _("Something else stands in its place in that language. Open the page and look at its translations.")
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("An error in the software (%(error)s). Those who run the site find more in its log.") % {
        "error": type(error).__name__
    }
