"""The one way out: entries older than the period go, and an entry keeps the hash of the last of them."""

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from core.audit.recording import record
from core.models.audit import AuditAction, AuditEntry, AuditHead


@transaction.atomic
def delete_before(moment):
    """How many went. The chain goes on; its beginning is vouched for by the seal.

    Up to the first that is younger: one in between that says it is old was written while the clock was set back.
    """
    younger = AuditEntry.objects.filter(at__gte=moment, at__lte=timezone.now()).aggregate(first=Min("number"))["first"]
    older = AuditEntry.objects.filter(at__lt=moment, **({"number__lt": younger} if younger else {}))
    last = older.order_by("-number").first()
    if last is None:
        return 0
    record(AuditAction.SEALED, details={"until": last.number, "hash": last.hash})
    AuditHead.objects.update(first=last.number + 1)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry WHERE number <= %s", [last.number])
        return cursor.rowcount
