"""What the log of production says, and what it never says of any person."""

import json
import logging
import sys

import pytest
from django.test import RequestFactory
from django.urls import resolve

from core.logs import JsonLines, scrubbed
from tests.test_settings import SECRET, production

pytestmark = pytest.mark.once


def line(message, *args, **extra):
    record = logging.getLogger("of.a.test").makeRecord(
        "of.a.test", logging.WARNING, "x.py", 1, message, args, None, extra=extra
    )
    text = JsonLines().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_line_says_when_where_how_bad_and_what():
    said = line("Səhifə %s gecikir", "Ümid")
    assert (said["level"], said["logger"], said["message"]) == ("WARNING", "of.a.test", "Səhifə Ümid gecikir")
    assert said["at"].endswith("+00:00")


def test_an_error_comes_with_its_kind_and_place_in_one_line():
    try:
        raise ValueError("wrong")
    except ValueError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, "x.py", 1, "It failed", (), sys.exc_info())
    text = JsonLines().format(record)
    said = json.loads(text)
    assert "\n" not in text
    assert said["error"] == "ValueError"
    assert "test_logs.py" in said["traceback"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("from 203.0.113.7", "from …"),
        ("from 203.0.113.7:52100,", "from …:52100,"),
        ("from 2001:db8::8a2e:370:7334 again", "from … again"),
        ("from [2001:db8::1]:443", "from […]:443"),
        ("from ::ffff:203.0.113.7.", "from …."),
        ("aygun@example.org has written", "… has written"),
        ("Key (email)=(aygun.m+x@mail.example.org) exists", "Key (email)=(…) exists"),
        ("Not Found: /search/?q=aygun&page=2", "Not Found: /search/?…"),
        ("Referer https://example.org/a?token=abc does not match", "Referer https://example.org/a?… does not match"),
        ("postgres://outreach:pass%20word@db:5432/outreach", "postgres://…@db:5432/outreach"),
        ("redis://:word@cache:6379", "redis://…@cache:6379"),
        ("/shared-draft/eyJwIjoxfQ:1vPz3a:Xk9_2f-aa81kQ/", "/shared-draft/…/"),
        ("Bearer 9aXk9_2fB-aa81kQ7hL0m", "Bearer …"),
    ],
)
def test_nothing_of_a_person_is_left(text, left):
    assert scrubbed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /en/news/the-project-ends-next-comes-the-package-of-proposals-2024/",
        "Deleted 3 task result(s) at 12:48:23",
        "Is that so? Yes.",
        "wagtail 8.0.1, core.0003_made, 3f2a9c11b7de4d0a8a5c2d1e0f9b8a7c",
        "std::vector, 1.2.3.4.5",
        "Task id=q3XzT0fPq1VbN8mK2sLr7YcW5dHj4GaE path=home.tasks.send_submission state=FAILED",
    ],
)
def test_the_rest_stays_as_it_is(text):
    assert scrubbed(text) == text


def test_postgresql_does_not_quote_rows():
    said = scrubbed(
        'null value in "email"\nDETAIL:  Failing row contains (7, Aygün, Məmmədova,\n1988).\n\nThe above exception'
    )
    assert "Aygün" not in said
    assert "1988" not in said
    assert 'null value in "email"' in said
    assert "The above exception" in said


def test_secret_parts_of_an_address_are_left_out_by_their_name():
    path = "/admin/password_reset/confirm/mq/set-pass/"
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    said = line("Forbidden: %s", path, request=request, status_code=403)
    assert said["message"] == "Forbidden: /admin/password_reset/confirm/…/…/"
    assert (said["method"], said["status"]) == ("GET", 403)


# As production sets it up, in a process of its own

ASK = """
import django
django.setup()
from django.test import Client
from core.machines import robots

def fail(*args):
    raise ValueError("duplicate key\\nDETAIL:  Key (email)=(aygun@example.org) already exists.")

robots.remembered = fail
client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.7", headers={"user-agent": "Firefox"})
address = "/robots.txt?token=secret&mail=aygun@example.org"
print(client.get(address, secure=True, headers={"host": HOST}).status_code)
"""


def asked(tmp_path, host):
    (tmp_path / "static").mkdir()  # WhiteNoise warns where there is none
    code = ASK.replace("HOST", repr(host))
    result = production(tmp_path, code, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org")
    return int(result.stdout), [json.loads(text) for text in result.stderr.splitlines()]


def test_a_fault_is_logged_in_one_line_and_without_the_reader(tmp_path):
    status, (said,) = asked(tmp_path, "example.org")
    assert (status, said["status"], said["error"]) == (500, 500, "ValueError")
    assert said["message"] == "Internal Server Error: /robots.txt"
    assert "robots.py" in said["traceback"]
    assert "duplicate key" in said["traceback"]
    for secret in ("aygun", "secret", "203.0.113.7", "Firefox"):
        assert secret not in json.dumps(said)


def test_who_asks_for_hosts_of_their_own_leaves_nothing_in_the_log(tmp_path):
    """Not even by Python's handler of last resort."""
    assert asked(tmp_path, "evil.example") == (400, [])
