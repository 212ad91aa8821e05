"""What waits for the worker, and for how long."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Min, When
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

PATIENCE = 15 * 60  # seconds: a worker ends a slice of ten seconds, but there may be many of them


@dataclass(frozen=True)
class Queue:
    waiting: int
    oldest: float  # seconds since the first of them could have been begun
    failed: int  # of those not yet pruned


def look():
    now = timezone.now()
    since = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    found = DBTaskResult.objects.ready().order_by().aggregate(count=Count("pk"), since=Min(since))
    oldest = (now - found["since"]).total_seconds() if found["since"] else 0
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by().count()
    return Queue(found["count"], max(oldest, 0), failed)


@task(priority=100)
def sign_of_life():
    """Nothing is done, but by the worker: the doctor asks for it."""
