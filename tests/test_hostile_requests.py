"""Whatever is asked, the answer is 2xx to 4xx. A quarter of the requests in each run, all with ``-m fuzz``."""

import random

import pytest

from tests.sizes import bounded

pytestmark = pytest.mark.django_db

EACH = bounded(500, full=25_000)
SHARDS = [0, *[pytest.param(number, marks=pytest.mark.fuzz) for number in (1, 2, 3)]]
PATHS = ["/", "/en/", "/tr/", "/az/", "/search/", "/en/search/", "/admin/", "/admin/login/", "/documents/1/x/"]
PATHS += ["/feed.atom", "/en/feed.atom", "/calendar.ics", "/tr/calendar.ics", "/tedbirler/x/event.ics"]
PATHS += ["/data/", "/en/data/projects.json", "/tr/data/x.csv", "/iati/activities.xml", "/layiheler/x/iati.xml"]
PATHS += ["/identity.css", "/layiheler/", "/media/images/x", "/_util/authenticate_with_password/1/2/", "/ru/", "/EN/"]
PATHS += [
    "/robots.txt",
    "/llms.txt",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/sitemap-",
    "/identity.css",
    "/layiheler/",
    "/media/images/x",
    "/_util/authenticate_with_password/1/2/",
    "/ru/",
    "/EN/",
]
PIECES = [
    "'",
    '"',
    "%",
    "\x00",
    "%00",
    "%2e%2e/",
    "../",
    "//",
    "\\",
    "<script>",
    "ə",
    "İ",
    "\u202e",
    "😀",
    "\ud83d".encode("utf-8", "replace").decode(),
    "{{7*7}}",
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
    "\t",
    "²",
    "٣",
]
KEYS = ["q", "page", "p", "kind", "year", "theme", "place", "project", "status", "next", "locale", "x"]
VALUES = [
    *PIECES,
    "-1",
    "0",
    "999999999999999999999",
    "1e9",
    "2022",
    "0000",
    "None",
    "NaN",
    "true",
    "[]",
    "1;drop table",
]
METHODS = ["get", "head", "post", "put", "delete", "options", "patch", "trace"]
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
    'application/x-www-form-urlencoded; charset="utf-16"',
]


def hostile(rng):
    path = rng.choice(PATHS) + "".join(rng.choice(PIECES) for _ in range(rng.choice([0, 0, 1, 2])))
    pairs = [f"{rng.choice(KEYS)}={rng.choice(VALUES)}" for _ in range(rng.choice([0, 1, 1, 2, 4]))]
    method = rng.choice(["get"] * 6 + METHODS)
    extra = {"headers": {}}
    if rng.random() < 0.2:
        extra["headers"]["accept-language"] = rng.choice(["tr", "*", ";;q=", "x" * 600, "az-Latn;q=9"])
    if rng.random() < 0.2:
        extra["headers"]["cookie"] = rng.choice(["session=x", "csrf=" + "a" * 64, "=;=", "session=\x01"])
    if rng.random() < 0.1:
        extra["headers"]["x-forwarded-host"] = "evil.example"
    if method in {"post", "put", "patch", "delete"}:
        extra["content_type"] = rng.choice(TYPES)
        extra["data"] = rng.choice([b"", b"\xff\xfe", b"--x\r\n", b"a=1&a=2", b"{", "q=ə".encode(), b"\x00" * 20])
    return method, path, "&".join(pairs), extra


@pytest.mark.parametrize("shard", SHARDS)
def test_no_request_is_answered_with_an_error_of_ours(client, shard):
    rng = random.Random(shard)
    client.raise_request_exception = False
    failures = []
    for _ in range(EACH):
        method, path, query, extra = hostile(rng)
        headers = {key: value for key, value in extra.pop("headers").items() if value.isprintable()}
        query = query.encode("utf-8", "replace").decode("latin-1")  # as a server passes it on
        response = client.generic(method.upper(), path, QUERY_STRING=query, headers=headers, **extra)
        if response.status_code >= 500:
            failures.append((response.status_code, method, path, query, extra))
        elif b"<script>" in response.content and "<script>" in path + query:
            failures.append(("reflected", method, path, query, extra))
    assert failures == []


ODD = ["-1", "0", "abc", "²", "", "999999999999999999999", "1e9", "0001", "9999", "\x00"]


@pytest.mark.walk
@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("key", ["page", "kind", "year", "theme", "place", "project", "status"])
def test_every_list_survives_every_value(demo, client, key, value):
    for address in demo.lists:
        assert client.get(address, {key: value}).status_code in {200, 400}


@pytest.mark.parametrize("value", ODD)
def test_a_list_survives_a_value_for_every_key_at_once(demo, client, value):
    query = dict.fromkeys(["page", "kind", "year", "theme", "place", "project", "status"], value)
    for address in demo.lists[:6]:
        assert client.get(address, query).status_code in {200, 400}


@pytest.mark.parametrize("query", ['"', '""', "'", 'a" OR b', 'ə" ', "%", "*", "(", "a AND", "\\", "x" * 5000])
def test_search_survives_every_query(demo, client, query):
    for prefix in ("", "/en", "/tr"):
        assert client.get(f"{prefix}/search/", {"q": query}).status_code == 200
