from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from core.audit.chain import FIRST, hash_of
from core.logs import scrubbed
from core.models.audit import AuditEntry

# The lock of the site's generation first, which whoever publishes holds already: in one order nobody waits in a circle.
LOCKED = (
    "SELECT head.number, head.hash FROM core_generation AS generation, core_audithead AS head "
    "WHERE generation.id = 1 FOR UPDATE"
)
ALONE = "SELECT number, hash FROM core_audithead FOR UPDATE"  # before the site's first generation
PLAIN = "SELECT number, hash FROM core_audithead"  # SQLite has one writer at a time


def record(action, *, by=None, about=None, label=None, details=None):
    """Write an entry, in the transaction of what it tells of: one is not without the other. Two queries.

    ``by``: the account; the one that is logged in at the admin where it is left out. ``about``: an object with a number.
    Of people nothing but the numbers of their accounts may be said in ``label`` and ``details``.
    """
    by = by or get_active_log_context().user
    with transaction.atomic(savepoint=False):
        number, link = _last()
        entry = AuditEntry(
            number=number + 1,
            at=timezone.now(),
            action=action,
            account=getattr(by, "pk", None),
            kind=about._meta.label_lower if about is not None else "",
            object_id=str(about.pk) if about is not None else "",
            label=scrubbed(label if label is not None else label_of(about))[:255],
            details=details or {},
            previous=link or FIRST,
        )
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
    return entry


def _last():
    with connection.cursor() as cursor:
        for query in (LOCKED, ALONE) if connection.vendor == "postgresql" else (PLAIN,):
            cursor.execute(query)
            if row := cursor.fetchone():
                return row
    raise RuntimeError("The audit log has no head: run migrate.")


def label_of(about):
    """What it is called; people have numbers."""
    return "" if about is None or is_a_person(type(about)) else str(about)


def is_a_person(model):
    return issubclass(model, get_user_model()) or getattr(model, "names_a_person", False)
