"""Who did what: an append-only chain apart from what editors can delete.

``audit.record(Action.PUBLISHED, about=page)`` writes an entry in the transaction of what it tells of. See
``docs/decisions/audit.md``.
"""

from core.audit.recording import record
from core.models.audit import AuditAction as Action

__all__ = ["Action", "record"]
