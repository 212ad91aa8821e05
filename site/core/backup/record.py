"""What a health check asks: how old is the last good backup, and how old the last one that was tried out?"""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from core.models import BackupRun

REMEMBERED = timedelta(days=400)
LONGEST = 1000  # characters of a problem
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    made: datetime | None  # when the last good backup was made,
    tested: datetime | None  # when one was last restored for trial, and well,
    problem: str  # and what went wrong at the last time it was made or tried, if anything did

    @property
    def age(self):
        """Of the last good backup; ``None`` if there is none."""
        return self.made and timezone.now() - self.made

    @property
    def age_of_test(self):
        return self.tested and timezone.now() - self.tested


def standing():
    good = BackupRun.objects.filter(problem="", at__lte=timezone.now())  # one of the future says nothing of today
    last = {kind: BackupRun.objects.filter(kind=kind).order_by("-pk").first() for kind in BackupRun.Kind.values}
    return Standing(
        made=good.filter(kind=BackupRun.Kind.MADE).order_by("at").values_list("at", flat=True).last(),
        tested=good.filter(kind=BackupRun.Kind.TESTED).order_by("at").values_list("at", flat=True).last(),
        problem=" ".join(run.problem for run in last.values() if run and run.problem),
    )


def last_tested():
    """The name of the last backup that was restored for trial, and well."""
    good = BackupRun.objects.filter(kind=BackupRun.Kind.TESTED, problem="")
    try:
        return good.order_by("pk").values_list("name", flat=True).last()
    except DatabaseError:  # a backup before the migration that makes the table
        return None


@contextmanager
def recorded(kind):
    """Write down how the block ends. It may fill in ``name`` and ``size`` of the run."""
    run = BackupRun(kind=kind, at=timezone.now())
    try:
        yield run
    except BaseException as error:
        run.problem = (str(error) or type(error).__name__)[:LONGEST]
        raise
    finally:
        _save(run)


def _save(run):
    """What happened is told even where it can't be written down: before the table is there, or with the database gone."""
    try:
        run.save()
        BackupRun.objects.filter(at__lt=run.at - REMEMBERED).delete()
    except DatabaseError as error:
        log.warning("The run could not be recorded: %s", error)
