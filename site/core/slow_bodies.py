"""Who sends slowly holds a thread until all of it is there; one thread of each process stays free for who only reads.

Granian gives a request to a thread when its head is there, and lets it wait for the rest: eight strangers that send a
letter a minute would be all that a site with two processes serves. A proxy that takes in the whole request first
(nginx does) lets none of them through.
"""

import threading

from core import outage


class Body:
    """``wsgi.input`` that tells when there is nothing more to wait for."""

    def __init__(self, stream, length, leave):
        self.stream, self.left, self.leave = stream, length, leave

    def read(self, *size):
        return self._taken(self.stream.read(*size))

    def readline(self, *size):
        return self._taken(self.stream.readline(*size))

    def _taken(self, piece):
        self.left -= len(piece)
        if self.left <= 0:
            self.leave()
        return piece


class Door:
    """At most ``most`` requests of a process wait for what is still being sent; the next is told to come again."""

    def __init__(self, app, most):
        self.app, self.places = app, threading.BoundedSemaphore(most)

    def __call__(self, environ, start_response):
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length.isascii() and length.isdigit() and int(length)):
            return self.app(environ, start_response)
        if not self.places.acquire(blocking=False):
            return outage.wsgi_answer(environ, start_response, of_admin=False)
        leave = once(self.places.release)
        environ["wsgi.input"] = Body(environ["wsgi.input"], int(length), leave)
        try:
            return self.app(environ, start_response)
        finally:
            leave()


def once(function):
    calls = [function]
    return lambda: calls and calls.pop()()


def in_front_of(app, threads):
    return Door(app, max(1, threads - 1))
