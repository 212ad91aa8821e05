"""``manage.py doctor`` asks the site by its address: a server plays the proxy that is set up wrong."""

import threading
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from core.doctor import outside
from core.doctor.finding import GOOD, WRONG

pytestmark = pytest.mark.once


@pytest.fixture
def proxy(settings):
    """Answers what ``proxy.answers`` has for a path, else 404; ``{"/": (200, {})}``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers = server.answers.get(self.path, (404, {}))
            if callable(headers):
                status, headers = headers(self.headers)
            self.send_response_only(status)
            for name, value in {"Date": format_datetime(timezone.now()), **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.answers = {"/": (200, {})}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.WAGTAILADMIN_BASE_URL = server.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def the_only(examination):
    (finding,) = examination()
    return finding


def test_a_site_that_answers_is_well(proxy):
    assert the_only(outside.front_page).level == GOOD


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "ALLOWED_HOSTS"), (502, "systemctl start outreach"), (503, "systemctl start outreach"), (500, "log")],
)
def test_an_answer_that_is_none_is_explained(proxy, status, words):
    proxy.answers["/"] = (status, {})
    finding = the_only(outside.front_page)
    assert finding.level == WRONG
    assert words in finding.do


def test_a_page_that_leads_to_itself_needs_the_proxys_header(proxy):
    proxy.answers["/"] = (301, {"Location": f"{proxy.url}/"})
    assert "BEHIND_PROXY=1" in the_only(outside.front_page).do


def test_nobody_there(settings):
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:1"
    assert "can't be reached" in the_only(outside.front_page).text


def test_a_clock_that_is_wrong_is_seen(proxy):
    proxy.answers["/"] = (200, {"Date": format_datetime(timezone.now() - timezone.timedelta(minutes=5))})
    _good, wrong = outside.front_page()
    assert "300 s apart" in wrong.text or "301 s apart" in wrong.text


@pytest.fixture
def over_tls(monkeypatch):
    """As if the address were https."""
    get = outside.get
    monkeypatch.setattr(outside, "base", lambda: "https://example.org/")
    monkeypatch.setattr(
        outside, "get", lambda url, headers=None: get(url.replace("https://example.org", over_tls.url), headers)
    )
    return over_tls


def test_a_short_promise_of_tls_and_a_header_that_readers_can_set(proxy, over_tls):
    over_tls.url = proxy.url
    long = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}
    proxy.answers["/"] = (200, long)
    assert list(outside.transport()) == []
    proxy.answers["/"] = (200, {"Strict-Transport-Security": "max-age=60"})
    assert "Strict-Transport-Security" in the_only(outside.transport).text

    def believing(headers):
        return (301 if headers["X-Forwarded-Proto"] == "http" else 200), long

    proxy.answers["/"] = (None, believing)
    assert "X-Forwarded-Proto" in the_only(outside.transport).text


def test_without_tls_nothing_is_said_of_it(proxy):
    assert not [*outside.transport(), *outside.certificate(), *outside.plain_http()]


# Files


@pytest.fixture
def serves(proxy, monkeypatch):
    """The proxy gives out every file whose folder is named."""
    folders = set()
    save = default_storage.save

    def saved(name, content):
        name = save(name, content)
        if name.partition("/")[0] in folders:
            proxy.answers[f"/media/{name}"] = (200, {})
        return name

    monkeypatch.setattr(default_storage._wrapped, "save", saved)
    return folders.add


def test_pictures_only(serves):
    serves("images")
    assert the_only(outside.media).level == GOOD
    assert default_storage.listdir("images")[1] == default_storage.listdir("documents")[1] == []


def test_pictures_that_are_not_served(serves):
    assert "SERVE_MEDIA=1" in the_only(outside.media).do


@pytest.mark.parametrize("folder", ["documents", "original_images", "made"])
def test_a_folder_that_is_not_for_everybody(serves, folder):
    serves("images")
    serves(folder)
    finding = the_only(outside.media)
    assert (finding.level, f"media/{folder}" in finding.text) == (WRONG, True)


def test_a_folder_that_is_a_list(proxy, serves):
    serves("images")
    proxy.answers["/media/documents/"] = (200, {})
    assert "/media/documents/" in the_only(outside.media).text


def test_metrics_for_everybody(proxy):
    assert not list(outside.metrics())
    proxy.answers["/metrics"] = (200, {})
    assert "METRICS_TOKEN" in the_only(outside.metrics).do
