"""The present generation as a process knows it, at the cost of one look at the database twice a second.

Readers never wait for the database: a thread looks, and they go on with what was seen last. Only where that is half a
second old do they wait for it, a moment. Where the database does not answer the last generation stays.
"""

import logging
import threading
import time
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from core import moments
from core.store.version import version

FRESH = 0.4  # seconds for which a look holds without another thought
TRUSTED = 0.5  # for which it holds while the next look is on its way
GRACE = 0.2  # for which the generation before may still be given out: together less than a second
PATIENCE = 3  # for which a reader waits for a look; one that is refused at once is not waited for
PAUSE = 0.5  # between two looks at a database that does not answer, and between two of a clock that is kept going

logger = logging.getLogger(__name__)


class Stamp(NamedTuple):
    """A generation: its number and token, the moment of the day since which pages read as they do, and the version of
    the code that makes them. ``withdrawn``: no page with a lower number may be shown any more.
    """

    number: int
    token: str
    since: int
    withdrawn: int
    version: str

    @property
    def name(self):
        return f"{self.number}-{self.token}-{self.since}-{self.version}"


class Clock:
    """``look()`` gives ``(stamp, seconds until time alone changes it)`` and raises what the database raises."""

    def __init__(self, look=None, keep_going=False, on_change=lambda stamp: None):
        self.look_at_database = look or look_at_database
        self.keep_going, self.on_change = keep_going, on_change
        self.stamp = self.before = None
        self.changed_at = 0
        self._looked_at = self._until = self._expired_at = float("-inf")
        self._is_blind = False
        self._lock, self._asked, self._answered = threading.Lock(), threading.Event(), threading.Condition()
        self._thread = None

    def current(self):
        """The ``Stamp`` of the present generation; ``None`` if none was ever seen."""
        now = time.monotonic()
        if self.holds(now, FRESH):
            return self.stamp
        self.start()
        self._asked.set()
        if not self.holds(now, TRUSTED) and not self._is_blind:
            with self._answered:
                if not self._answered.wait_for(lambda: self.holds(now, TRUSTED) or self._is_blind, PATIENCE):
                    self._is_blind = True  # the next readers do not wait, until it answers
        return self.stamp

    def holds(self, now, seconds):
        """Is what was seen last no older than that, and was nothing changed since?"""
        return now - self._looked_at < seconds and now < self._until and self._looked_at >= self._expired_at

    def look(self):
        """Ask now, in this thread: the ``Stamp``, or ``None`` where there is no answer."""
        started = time.monotonic()
        try:
            stamp, lasts = self.look_at_database()
        except Exception as error:  # whatever a driver raises: it could not be reached
            if not self._is_blind:
                logger.warning("The generation can't be read, so what is kept stays: %s", error)
            self._is_blind = True
            with self._answered:
                self._answered.notify_all()
            return None
        changed = False
        with self._lock:
            if started >= self._looked_at:  # else somebody has looked since
                self._looked_at, self._until, self._is_blind = started, started + lasts, False
                changed = stamp != self.stamp
                if changed:
                    self.before, self.stamp, self.changed_at = self.stamp, stamp, started
        if changed or self.keep_going:
            self.on_change(stamp)
        with self._answered:
            self._answered.notify_all()
        return stamp

    def expire(self, **_signal):
        """Something was changed in this process: nothing seen before holds."""
        self._expired_at = time.monotonic()
        self._asked.set()  # for those who wait for a look that does not hold any more

    @property
    def is_blind(self):
        return self._is_blind

    def in_grace(self):
        """May readers still be given the generation before, while somebody renders the present one?"""
        return time.monotonic() - self.changed_at < GRACE

    def start(self):
        if self._thread is None or not self._thread.is_alive():  # not there yet, or left behind by a fork
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    self._thread = threading.Thread(target=self._watch, name="generation", daemon=True)
                    self._thread.start()

    def _watch(self):
        while True:
            self._asked.wait(PAUSE if self.keep_going else None)
            self._asked.clear()
            if not self.keep_going and self.holds(time.monotonic(), FRESH):
                continue  # asked while we were looking
            if self.look() is None:
                connection.close()
                time.sleep(PAUSE)


def read_generation():
    from core.models import Generation

    rows = Generation.objects.filter(pk=1).values_list("number", "token", "withdrawn")
    try:
        return rows.first() or (0, "", 0)
    except (DatabaseError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()  # it may have been cut off long ago, and a new one be had
        return rows.first() or (0, "", 0)


_today = {"known": (None, [])}


def look_at_database():
    """One query; one more for each source of moments where the generation or the day is new."""
    number, token, withdrawn = read_generation()
    now = timezone.now()
    day = timezone.localdate(now, timezone.get_default_timezone())
    known, of_day = _today["known"]  # read and replaced as one thing: several threads may be here
    if known != (number, token, day):
        of_day = moments.of_day(day)
        _today["known"] = ((number, token, day), of_day)
    since = max(one for one in of_day if one <= now)
    following = min(one for one in of_day if one > now)
    stamp = Stamp(number, token, int(since.timestamp()), withdrawn, version())
    return stamp, (following - now).total_seconds()
