"""What has changed since the board was worked out, noted in the transaction of the change.

It is worked out when that is committed, at once for all that changed together. If that could not be, by whoever looks at
the board next: a note is not lost, so the board never says what was.
"""

import secrets
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists

from translation.board.keeping import keep, keep_everything, keep_places
from translation.models import Changed, Edition

PLACES = UUID(int=0)  # the tree, and who may read what is in it
AT_ONCE = 500


class Note:
    """Waits for the end of the transaction, and is forgotten with the savepoint in which it was made."""

    is_done = False

    def __init__(self, key):
        self.key = key
        self.__qualname__ = type(self).__qualname__  # with which Django logs that it has failed

    def __call__(self):
        if not self.is_done:
            follow()


def note(*keys):
    """Something has changed of these pages or records that the board may show."""
    new = {*keys} - {one.key for one in waiting()}
    if new:
        Changed.objects.bulk_create([Changed(key=key) for key in sorted(new)])
    for key in new:
        transaction.on_commit(Note(key), robust=True)


def waiting():
    callbacks = (callback for _savepoints, callback, _robust in connection.run_on_commit)
    return [one for one in callbacks if isinstance(one, Note) and not one.is_done]


def follow():
    """Work out what was noted; says how much was not as it should be.

    One at a time: whoever comes second waits for the first, and finds it done.
    """
    mended, is_behind = 0, Changed.objects.exists()
    while is_behind:
        with transaction.atomic():
            noted = dict(Changed.objects.select_for_update().order_by("pk").values_list("pk", "key")[:AT_ONCE])
            keys = {*noted.values()}
            now = keep(keys - {PLACES}) + (keep_places() if PLACES in keys else 0)
            Changed.objects.filter(pk__in=noted).delete()
            if now:
                new_edition()
        mended += now
        is_behind = len(noted) == AT_ONCE
        for one in waiting():
            one.is_done = one.key in keys
    return mended


def up_to_date():
    """The edition of the board, after what was noted: as long as it is the same, so is all that the board says."""
    edition, is_behind = edition_and_notes()
    if is_behind:
        follow()
        edition, _is_behind = edition_and_notes()
    return edition


def edition_and_notes():
    found = Edition.objects.filter(pk=1).annotate(is_behind=Exists(Changed.objects.all())).first()
    return (found.token, found.is_behind) if found else ("", Changed.objects.exists())


def update():
    """Compare the whole board with the truth, and mend what differs; says how much that was."""
    mended = keep_everything()
    if mended:
        new_edition()
    return mended


def new_edition():
    Edition.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(6)})
