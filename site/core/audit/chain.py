"""Each entry has the hash of the one before it: what was changed, taken out or put in between is found."""

import hashlib
import json
from datetime import UTC

from core.models.audit import AuditAction, AuditEntry, AuditHead

AT_ONCE = 2000
FIRST = "0" * 64  # stands before the first entry of all


def hash_of(entry):
    told = [
        *[entry.previous, entry.number, entry.at.astimezone(UTC).isoformat(timespec="microseconds")],
        *[entry.action, entry.account, entry.kind, entry.object_id, entry.label, entry.details],
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def faults(known=None):
    """What is wrong with the chain, in words. ``known``: ``(number, hash)`` of an entry, written down elsewhere."""
    head = AuditHead.objects.get()
    number, link = head.first - 1, _before(head.first)
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=AT_ONCE):
        if (entry.number, entry.previous) != (number + 1, link):
            yield f"Before entry {entry.number} something was taken out or put in."
        if hash_of(entry) != entry.hash:
            yield f"Entry {entry.number} was changed."
        if known and entry.number == known[0] and entry.hash != known[1]:
            yield f"Entry {entry.number} is not the one that was written down elsewhere."
        number, link = entry.number, entry.hash
    there_were = max(head.number, known[0] if known else 0)
    if number < there_were or (number == head.number and link != _after(head)):
        yield f"Entries at the end were taken out: there were {there_were}."


def _before(first):
    """The hash of the entry that retention deleted last, as it sealed it."""
    if first == 1:
        return FIRST
    seals = AuditEntry.objects.filter(action=AuditAction.SEALED).order_by("-number")
    return next((seal.details["hash"] for seal in seals if seal.details["until"] == first - 1), "")


def _after(head):
    return head.hash or FIRST
