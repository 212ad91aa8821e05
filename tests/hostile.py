"""Requests as nobody means well by them: addresses, queries, headers, cookies, methods and bodies, at random.

They are put to the WSGI application, behind the store of pages: a server's own checks are not in between.
"""

import re
import time
from io import BytesIO

from django.conf import settings

from tests.store import DECODERS

PIECES = [
    "'",
    '"',
    "%",
    "\x00",
    "%00",
    "%2e%2e/",
    "../",
    "..\\",
    "//",
    "\\",
    "<script>alert(1)</script>",
    "ə",
    "İ",
    "\u202e",
]
PIECES += [
    "😀",
    "\udcff",
    "{{7*7}}",
    "${7*7}",
    "*",
    "(",
    ")",
    ":",
    "AND",
    "NOT ",
    "-",
    "+",
    "~",
    "^",
    "a" * 3000,
    "\r\n",
]
PIECES += [
    "\t",
    "²",
    "٣",
    ";",
    "|",
    "`id`",
    "etc/passwd",
    "?",
    "#",
    "@evil.example",
    '"><svg onload=alert(1)>',
    "%f6",
    "%",
]
KEYS = [
    "q",
    "page",
    "p",
    "kind",
    "year",
    "theme",
    "place",
    "project",
    "status",
    "next",
    "locale",
    "x",
    "ordering",
    "id",
]
KEYS += ["collection_id", "layout", "export", "filter", "user", "action", "_w_filter_fragment", "parent", "tag", "type"]
KEYS += [
    "order_by",
    "item_type",
    "page_type",
    "multiple",
    "allow_external_link",
    "link_text",
    "search",
    "limit",
    "offset",
]
KEYS += [
    "fields",
    "child_of",
    "descendant_of",
    "for_explorer",
    "content_type",
    "mode",
    "in_preview_panel",
    "state",
    "date_from",
]
VALUES = [
    *PIECES,
    "",
    "-1",
    "0",
    "1",
    "999999999999999999999",
    "1e9",
    "2022",
    "0000",
    "None",
    "NaN",
    "true",
    "[]",
    "1,2",
]
VALUES += [
    "1;drop table",
    "csv",
    "xlsx",
    "list",
    "https://evil.example/",
    "//evil.example",
    "az",
    "title",
    "-title",
    "__class__",
]
VALUES += ["id__in", "wagtailcore.page", "home.StandardPage", "a.b.c", ".", "2022-02-30", "9999-99-99", "*,x(*)", "-*"]
METHODS = ["GET"] * 6 + [
    "HEAD",
    "POST",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "<b>",
    "get",
]
TYPES = [
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "application/json",
]
TYPES += [
    "text/plain; charset=utf-7",
    "text/html; charset=nonsense",
    "",
    'multipart/form-data; boundary="',
    "x" * 500,
    "\x7f",
]
TYPES += [
    'application/x-www-form-urlencoded; charset="utf-16"',
    "multipart/form-data; boundary=x; charset=latin-1",
    "text/xml",
]
PART = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
BODIES = [
    b"",
    b"\xff\xfe",
    b"--x\r\n",
    b"a=1&a=2",
    b"{",
    "q=ə".encode(),
    b"\x00" * 20,
    b"a=%00",
    b"&" * 5000,
    b'{"a": NaN}',
]
BODIES += [
    b"[" * 5000,
    PART % (b"a", b"", b"1"),
    PART % (b"file", b'; filename="../../x.html"', b"<script>") + b"--x--\r\n",
]
BODIES += [
    PART % (b"file", b"; filename=\x00", b"GIF89a") + b"--x--",
    b"--x\r\n\r\n\r\n--x--\r\n",
    b"a" * 200_000,
    b"next=https://evil.example/",
]
BODIES += [
    b"action=publish&title=%s&slug=../x&body-count=-1",
    b"comments-TOTAL_FORMS=999999999&body-count=999999999",
    b"username=a&password=b",
]
BODIES += [b"id=1&id=x&action=delete", b"TOTAL_FORMS=x", b"csrfmiddlewaretoken=" + b"a" * 64]
HEADERS = {
    "HTTP_ACCEPT_LANGUAGE": ["tr", "*", ";;q=", "x" * 6000, "az-Latn;q=9", "en;q=\xff", "az,en,tr" * 500],
    "HTTP_COOKIE": [
        "session=x",
        "csrf=" + "a" * 64,
        "=;=",
        "session=\x01",
        "messages=" + "x" * 300,
        "a" * 9000,
        "messages=W10:1:x",
    ],
    "HTTP_X_FORWARDED_HOST": ["evil.example"],
    "HTTP_X_FORWARDED_FOR": ["127.0.0.1, <script>", "::", "x" * 500],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE", "PUT"],
    "HTTP_HOST": [
        "evil.example",
        "testserver:99999",
        "testserver@evil.example",
        "[::1",
        "",
        "a" * 300,
        "testserver\\x",
    ],
    "HTTP_RANGE": ["bytes=0-0", "bytes=9-1", "bytes=-99999999999999999999", "bytes=0-0,1-1", "lines=1", "bytes=²-"],
    "HTTP_IF_MODIFIED_SINCE": [
        "yesterday",
        "Thu, 99 Foo 9999 99:99:99 GMT",
        "0",
        "Sat, 29 Oct 1994 19:43:31 GMT",
        "\xff" * 40,
    ],
    "HTTP_IF_NONE_MATCH": ["*", '"x"', 'W/"', "\x00", '"a",' * 500],
    "HTTP_ACCEPT_ENCODING": ["gzip;q=x", "*", "br;q=9999", "identity;q=0", "," * 500],
    "HTTP_ACCEPT": ["application/json", "*/*;q=x", "../..", "application/xml"],
    "HTTP_AUTHORIZATION": ["Basic x", "Bearer \xff", "Basic Og=="],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_REFERER": ["https://evil.example/", "javascript:alert(1)", "\xff"],
    "HTTP_ORIGIN": ["null", "https://evil.example"],
    "HTTP_USER_AGENT": ["<script>alert(1)</script>", "x" * 5000, ""],
    "HTTP_CONTENT_ENCODING": ["gzip"],
    "HTTP_TRANSFER_ENCODING": ["chunked"],
    "HTTP_EXPECT": ["100-continue"],
    "CONTENT_LENGTH": ["-1", "x", "99999999999", "²"],
}
REFLECTED = ("<script>alert(1)", "<svg onload=alert(1)>")


def as_served(text):
    """As a server gives it to an application: bytes, each a letter."""
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def request(rng, addresses, cookie=""):
    path = rng.choice(addresses) + "".join(rng.choice(PIECES) for _ in range(rng.choice([0, 0, 0, 1, 2])))
    pairs = [f"{rng.choice(KEYS)}={rng.choice(VALUES)}" for _ in range(rng.choice([0, 1, 1, 2, 4, 8]))]
    method = rng.choice(METHODS)
    body = rng.choice(BODIES) if method not in {"GET", "HEAD"} else b""
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": as_served(path),
        "QUERY_STRING": as_served("&".join(pairs)),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
    }
    if body:
        environ |= {"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": rng.choice(TYPES)}
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    for name in rng.sample(sorted(HEADERS), rng.choice([0, 0, 1, 2, 3])):
        if not (cookie and name in {"HTTP_COOKIE", "HTTP_HOST"}):  # they would not be let in
            environ[name] = as_served(rng.choice(HEADERS[name]))
    return environ


class Answers:
    """What came back: every fault, and how long each took."""

    def __init__(self, app):
        self.app = app
        self.faults = []
        self.seconds = []
        self.statuses = {}

    def ask(self, environ):
        given = {}

        def start_response(status, headers, error=None):
            given["status"], given["headers"] = int(status[:3]), {name.lower(): value for name, value in headers}

        asked = {name: value for name, value in environ.items() if not name.startswith("wsgi.")}
        began = time.perf_counter()
        try:
            parts = self.app(environ, start_response)
            body = b"".join(parts)
            getattr(parts, "close", lambda: None)()
            body = DECODERS[given["headers"].get("content-encoding")](body) if body else body
        except Exception as error:
            self.faults.append((repr(error)[:300], asked))
            return
        self.seconds.append(time.perf_counter() - began)
        self.statuses[given["status"]] = self.statuses.get(given["status"], 0) + 1
        self.faults += [(one, asked) for one in faults_of(environ, given["status"], given["headers"], body)]

    def of_a_hundred(self, share):
        return sorted(self.seconds)[min(int(len(self.seconds) * share / 100), len(self.seconds) - 1)]

    def __str__(self):
        shares = ", ".join(f"p{share} {self.of_a_hundred(share) * 1000:.0f} ms" for share in (50, 99))
        return f"{len(self.seconds)} requests: {shares}, max {max(self.seconds):.2f} s; {dict(sorted(self.statuses.items()))}"


def faults_of(environ, status, headers, body):
    if not 200 <= status < 500:
        yield f"{status}"
    kind, text = headers.get("content-type", ""), body.decode("utf-8", "replace")
    if "Traceback (most recent call last)" in text:
        yield "a traceback"
    if kind.startswith("text/html") and any(markup in text for markup in REFLECTED):
        yield "reflected"
    if "evil.example" in headers.get("location", "") and not stays_here(headers["location"]):
        yield f"leads to {headers['location'][:200]}"
    is_part = environ["PATH_INFO"].endswith("/search/suggestions/")  # of a page that has it already
    is_seen = kind.startswith("text/html") and environ["REQUEST_METHOD"] != "HEAD" and text
    if is_seen and not (is_admin(environ) or is_part):
        yield from faults_of_language(environ, headers, text)


def faults_of_language(environ, headers, text):
    """The designed page, in the language of the path."""
    expected = language_of(environ["PATH_INFO"])
    found = re.search(r'<html lang="([\w-]+)"', text)
    if not found:
        yield "not a page of ours"
    elif {found[1], headers.get("content-language", expected)} != {expected}:
        yield f"in {found[1]} / {headers.get('content-language')} and not in {expected}"


def language_of(path):
    first = path.removeprefix("/").split("/")[0].lower()
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return first if first in others else settings.LANGUAGE_CODE


def stays_here(location):
    return location.startswith("/") and not location.startswith(("//", "/\\"))


def is_admin(environ):
    return environ["PATH_INFO"].startswith("/admin/")
