"""What the site leans on, each tried out and not only looked at. A probe returns nothing, or raises."""

import logging
import secrets
import threading
import time
from datetime import timedelta
from functools import cache as once

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.backup.record import standing
from core.health import queue

OK, FAILED, UNKNOWN = "ok", "failed", "unknown"
NEEDED = ("database", "migrations")  # without these nothing new can be shown; the others are missed by editors first
IN_DATABASE = ("migrations", "queue", "backup")
REMEMBERED = 5  # seconds for which an outcome is given out again: whoever asks too often costs nothing
BACKUP_PATIENCE = timedelta(days=2)  # a night may be missed once
PATIENCE = 2  # seconds to wait for another's examination

log = logging.getLogger(__name__)


class Failure(Exception):
    """A probe has found something; its text is for the log."""


def database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations():
    pending = pending_migrations()
    if pending:
        raise Failure(f"{len(pending)} pending")


def cache_answers():
    """Asked for what was just put there: with ``IGNORE_EXCEPTIONS`` a dead server is silence, not an error."""
    key, value = f"health:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, timeout=10)
    if cache.get(key) != value:
        raise Failure("does not keep what it is given")
    cache.delete(key)


def storage():
    """A bucket is not waited for: while this lasts nobody is told how the others are."""
    tried = getattr(default_storage, "impatient", default_storage)
    name = tried.save("health/probe", ContentFile(b"written to see whether it can be"))
    tried.delete(name)


def queue_moves():
    oldest = queue.look().oldest
    if oldest > queue.PATIENCE:
        raise Failure(f"a task has been waiting for {oldest:.0f} s")


def backup():
    age = standing().age
    if age is None or age > BACKUP_PATIENCE:
        raise Failure("there is no recent one")


PROBES = {
    "database": database,
    "migrations": migrations,
    "cache": cache_answers,
    "storage": storage,
    "queue": queue_moves,
    "backup": backup,
}


@once
def known_migrations():
    """Those of the code. Read once: it takes some tenths of a second."""
    return frozenset(MigrationLoader(None).graph.nodes)


def pending_migrations():
    return known_migrations() - MigrationRecorder(connection).applied_migrations().keys()


class Examination:
    """All probes. One thread at a time: where the database hangs, it must not take the others with it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.forget()

    def forget(self):
        self.at, self.outcome = 0, {}

    def states(self):
        """The state of each by its name; nothing while another examination does not come back."""
        if not self.lock.acquire(timeout=PATIENCE):
            return {}
        try:
            if not self.outcome or time.monotonic() - self.at > REMEMBERED:
                self.outcome = self.examine(self.outcome)
                self.at = time.monotonic()
            return self.outcome
        finally:
            self.lock.release()

    def examine(self, before):
        found = {}
        for name, probe in PROBES.items():
            if name in IN_DATABASE and found["database"] != OK:
                found[name] = UNKNOWN
                continue
            found[name], why = try_out(probe)
            if found[name] == FAILED and before.get(name) != FAILED:
                log.warning("%s: %s", name, why)
            elif found[name] == OK and before.get(name) == FAILED:
                log.warning("%s: well again", name)
        return found


def try_out(probe):
    try:
        probe()
    except Failure as failure:
        return FAILED, str(failure)
    except Exception as error:  # whatever it is, somebody has to look at it
        return FAILED, type(error).__name__
    return OK, ""


examination = Examination()
