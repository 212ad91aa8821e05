"""A store in front of the site, and readers who ask it; how often the site itself was asked is counted."""

import gzip
from contextlib import contextmanager
from io import BytesIO
from types import SimpleNamespace

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from core.store.build import store_for
from core.store.clock import Clock
from core.store.memory import Memory

ROOM = 8_000_000
DECODERS = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Watchful(Clock):
    """Looks at the database for every reader, in the reader's thread: tests are in a transaction that no other sees."""

    def current(self):
        self.look()
        return self.stamp


class Readers:
    """``asked`` lists the paths for which the application was asked."""

    def __init__(self, app=None, **parts):
        self.asked = []
        self.app = app or WSGIHandler()
        self.store = store_for(self.count, **{"clock": Watchful(), "memory": Memory(ROOM), **parts})

    def count(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        return self.app(environ, start_response)

    def read(self, path, **options):
        return ask(self.store, path, **options)

    def is_kept(self, path, **options):
        """Does a second reader get it without the application?"""
        self.read(path, **options)
        before = len(self.asked)
        self.read(path, **options)
        return len(self.asked) == before


@contextmanager
def connected():
    """The end of a request closes a connection that is in a transaction, as that of a test is: Django's client, too,
    keeps it.
    """
    signals = [one for one in (request_started, request_finished) if one.disconnect(close_old_connections)]
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def ask(app, path, method="GET", query="", body=b"", host="testserver", scheme="http", **headers):
    """``headers`` are named as in a request, with ``_`` for ``-``."""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        **({"CONTENT_LENGTH": str(len(body))} if body else {}),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    given = SimpleNamespace(status=None, headers={}, cookies=[])

    def start_response(status, headers, error=None):
        given.status = int(status[:3])
        given.headers = {key.lower(): value for key, value in headers}
        given.cookies = [value for key, value in headers if key.lower() == "set-cookie"]

    with connected():
        parts = app(environ, start_response)
        given.raw = b"".join(parts)
        getattr(parts, "close", lambda: None)()
    given.body = given.raw and DECODERS[given.headers.get("content-encoding")](given.raw)
    given.text = given.body.decode("utf-8", "replace")
    return given


def session_cookie(client):
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
