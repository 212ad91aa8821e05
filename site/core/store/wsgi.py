"""The store in front of Django.

A hit is one look into a dictionary. A miss is rendered once, by one thread of one process, while the others wait for it
or, for a fifth of a second after a change, give out the generation before. Before and after rendering the generation is
asked for: only what belongs to one generation from beginning to end is kept.
"""

import threading
import time

from django.conf import settings

from core import outage
from core.health.answers import ANSWERS
from core.store import MARK
from core.store.entry import MAX_BODY, make, may_be_kept

PATIENCE = 10  # seconds for which a reader waits for another's rendering; then it renders for itself
LOOK_EVERY = 0.02  # seconds between two looks at whether another process is ready
ATTEMPTS = 5  # at rendering within one generation
MAX_PASSED = 10_000  # addresses remembered as not to be kept


class Flight:
    """A rendering that is under way."""

    def __init__(self):
        self.done, self.entry = threading.Event(), None


class PageStore:
    def __init__(self, app, *, door, clock, memory, shared, files, cache_control="no-cache"):
        self.app, self.door, self.clock = app, door, clock
        self.memory, self.shared, self.files = memory, shared, files
        self.cache_control = cache_control
        self.flights, self.lock = {}, threading.Lock()
        self.apart = (settings.STATIC_URL, settings.MEDIA_URL, *ANSWERS)  # what needs no database
        self.passed = (None, set())  # what is not kept, by the generation in which that was seen

    def __call__(self, environ, start_response):
        shape = self.door.shape_of(environ)
        if shape is None:
            if self.clock.is_blind and not environ["PATH_INFO"].startswith(self.apart):
                self.clock.current()  # so that it looks again
                return outage.wsgi_answer(environ, start_response)
            return self.app(environ, start_response)
        stamp = self.clock.current()
        entry = self.memory.get(shape)
        if entry is not None and entry.stamp == stamp:
            entry.is_used = True
            return entry.answer(environ, start_response)
        return self.miss(shape, stamp, environ, start_response)

    def miss(self, shape, stamp, environ, start_response):
        for _attempt in range(ATTEMPTS):
            if self.clock.is_blind:
                return self.without_database(shape, environ, start_response)
            if self.is_passed(shape, stamp):
                return self.app(environ, start_response)
            here, there = self.memory.get(shape), self.shared.get(shape)
            found = self.present(shape, stamp, here, there)
            if found is not None:
                return found.answer(environ, start_response)
            old = self.of_before(here) or self.of_before(there)
            with self.lock:
                flight = self.flights.get(shape)
                if is_mine := flight is None:
                    flight = self.flights[shape] = Flight()
            if is_mine:
                return self.lead(flight, shape, old, environ, start_response)
            if old is not None and self.clock.in_grace():
                return old.answer(environ, start_response)
            flight.done.wait(PATIENCE)
            if flight.entry is not None:
                return flight.entry.answer(environ, start_response)
            stamp = self.clock.current()
        return self.app(environ, start_response)

    def present(self, shape, stamp, *found):
        """The one of the present generation, if there is one."""
        entry = next((one for one in found if one is not None and one.stamp == stamp), None)
        if entry is not None and self.memory.get(shape) is not entry:  # another process has made it
            self.memory.put(shape, entry)
            self.files.put(shape, entry)
        return entry

    def of_before(self, entry):
        """What may still be given out while the present generation is being rendered."""
        return entry if entry and entry.stamp == self.clock.before and self.may_be_shown(entry) else None

    def may_be_shown(self, entry):
        stamp = self.clock.stamp
        return entry.stamp.number >= (self.shared.floor() if stamp is None else stamp.withdrawn)

    # Rendering

    def lead(self, flight, shape, old, environ, start_response):
        """Render for all who wait, unless another process does."""
        try:
            for attempt in range(ATTEMPTS):
                stamp = self.clock.look()
                is_ours = stamp is None or self.shared.claim(shape, stamp)
                try:
                    # Asked after the claim: who had it may just have finished.
                    found = stamp and self.present(shape, stamp, self.memory.get(shape), self.shared.get(shape))
                    if not found and not is_ours:
                        if old is not None and self.clock.in_grace():
                            return old.answer(environ, start_response)
                        found = self.of_another_process(shape, stamp)
                        if found is None and attempt < ATTEMPTS - 1:
                            continue  # it has given up: there is a new generation, or this is not kept
                    if found:
                        flight.entry = found
                        return found.answer(environ, start_response)
                    answer = Answer(self.app, self.door.bare(environ))
                    if not answer.may_be_kept:
                        return self.pass_on(shape, stamp, answer, environ, start_response)
                    body = answer.read()
                    if stamp is None:
                        return answer.give(start_response, body, environ)
                    if stamp == self.clock.look():
                        flight.entry = self.keep(shape, stamp, answer, body)
                        return flight.entry.answer(environ, start_response)
                finally:
                    if is_ours and stamp is not None:
                        self.shared.release(shape, stamp)
            return answer.give(start_response, body, environ)  # changed faster than it can be rendered
        finally:
            with self.lock:
                self.flights.pop(shape, None)
            flight.done.set()

    def of_another_process(self, shape, stamp):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            time.sleep(LOOK_EVERY)
            found = self.present(shape, stamp, self.shared.get(shape))
            if found is not None:
                return found
            if self.shared.claim(shape, stamp):  # that one did not want to keep it, or has died
                self.shared.release(shape, stamp)
                return self.present(shape, stamp, self.shared.get(shape))
        return None

    def keep(self, shape, stamp, answer, body):
        entry = make(stamp, answer.headers, body, self.cache_control)
        for tier in (self.memory, self.shared, self.files):
            tier.put(shape, entry)
        return entry

    def pass_on(self, shape, stamp, answer, environ, start_response):
        """An answer for this reader alone; from now on requests like it do not come here first."""
        if answer.status_code < 500:
            self.remember_passed(shape, stamp)
            for tier in (self.memory, self.shared, self.files):  # it is not, any more, what it may have been
                tier.drop(shape)
        elif self.clock.look() is None:
            old = self.last_good(shape)
            if old is not None:
                answer.close()
                return old.answer(environ, start_response)
        return answer.give(start_response, None, environ)

    def is_passed(self, shape, stamp):
        of, shapes = self.passed
        return of == stamp and shape in shapes

    def remember_passed(self, shape, stamp):
        of, shapes = self.passed
        if of != stamp or len(shapes) > MAX_PASSED:
            shapes = set()
            self.passed = (stamp, shapes)
        shapes.add(shape)

    # Where the database does not answer

    def without_database(self, shape, environ, start_response):
        old = self.last_good(shape)
        if old is None and self.clock.stamp is None:  # one look has failed, the first: the next may not
            return self.app(environ, start_response)
        return old.answer(environ, start_response) if old else outage.wsgi_answer(environ, start_response)

    def last_good(self, shape):
        """The newest that is known, unless it was withdrawn."""
        found = [one for one in (self.memory.get(shape), self.shared.get(shape)) if one and self.may_be_shown(one)]
        return max(found, key=lambda one: one.stamp.number, default=None)


class Answer:
    """What the application answers, read as far as is needed to know whether it may be kept."""

    def __init__(self, app, environ):
        self.status, self.headers, self.environ = "", [], environ
        self.parts = app(environ, self._start)
        self.body = None

    def _start(self, status, headers, error=None):
        self.status, self.headers = status, headers
        return None

    @property
    def status_code(self):
        return int(self.status[:3])

    @property
    def may_be_kept(self):
        if not self.environ.get(MARK) or not may_be_kept(self.status, self.headers):
            return False
        length = next((int(value) for key, value in self.headers if key.lower() == "content-length"), MAX_BODY)
        return length < MAX_BODY

    def read(self):
        try:
            return b"".join(self.parts)
        finally:
            self.close()

    def give(self, start_response, body, environ):
        """To the one who asked; ``body`` where it has been read."""
        start_response(self.status, self.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            self.close()
            return []
        return self.parts if body is None else [body]

    def close(self):
        close = getattr(self.parts, "close", None)
        if close is not None:
            self.parts, _closed = (), close()
