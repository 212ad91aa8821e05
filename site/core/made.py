"""Files made of pages, by one maker at a time and once for each content, however many ask for them.

A file is known by the digest of what it is made of: nothing tells it that it is outdated, its content does. It lies in
the storage under a name nobody can guess an address from, and is read through views that ask who may see the page.
"""

import hashlib
import json
import secrets
import time
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from core.models.made import Made
from core.typesetting import printable

AT_MOST = timedelta(seconds=30)  # a maker that takes longer has died
PAUSE = 0.05  # seconds between two looks at whether somebody else is ready
FOLDER = "made"


class StillBeingMade(Exception):
    """Somebody has been making the file for longer than a reader waits."""


def digest_of(data, *versions):
    """Of what goes into a file, and of the files that give it its form."""
    content = json.dumps([printable(data), *versions], sort_keys=True).encode()
    return hashlib.sha256(content).hexdigest()[:16]


def obtain(kind, page_id, digest, make, extension):
    """The ``Made`` of that content, its file in the storage; ``make()`` returns the bytes if it is not there yet."""
    row, _created = Made.objects.get_or_create(kind=kind, page_id=page_id)
    patience = time.monotonic() + AT_MOST.total_seconds()
    while True:
        if row.digest == digest and default_storage.exists(row.path):
            return row
        maker = _claim(row)
        if maker:
            return _make(row, maker, digest, make, extension)
        if time.monotonic() > patience:
            raise StillBeingMade
        time.sleep(PAUSE)
        row = Made.objects.filter(pk=row.pk).first() or Made.objects.get_or_create(kind=kind, page_id=page_id)[0]


def _claim(row):
    """A word that says the file is ours to make, or ``None``: one statement, so that one of many gets it."""
    maker, now = secrets.token_hex(8), timezone.now()
    unclaimed = Made.objects.filter(pk=row.pk, digest=row.digest, path=row.path).exclude(
        claimed_until__gt=now,
        claimed_until__lte=now + AT_MOST,  # else by a clock that was ahead
    )
    return maker if unclaimed.update(maker=maker, claimed_until=now + AT_MOST) else None


def _make(row, maker, digest, make, extension):
    ours = Made.objects.filter(pk=row.pk, maker=maker)
    try:
        path = default_storage.save(f"{FOLDER}/{row.kind}/{row.page_id}-{digest}{extension}", ContentFile(make()))
    except BaseException:
        ours.update(maker="", claimed_until=None)
        raise
    before, row.digest, row.path, row.made_at = row.path, digest, path, timezone.now()
    kept = ours.update(digest=digest, path=path, made_at=row.made_at, maker="", claimed_until=None)
    remove(before if kept else path)
    return row


def remove(path):
    """At the end of the transaction: who rolls back finds the file again."""
    if path:
        transaction.on_commit(lambda: default_storage.delete(path))


def forget(page_id):
    """What was made of a page that nobody may see any more."""
    for row in Made.objects.filter(page_id=page_id):
        row.delete()
        remove(row.path)


def ahead(task, *args):
    """Enqueue ``task`` when the change is in the database; a reader who is quicker makes the file."""
    if settings.MAKE_AHEAD:
        transaction.on_commit(lambda: task.enqueue(*args))
