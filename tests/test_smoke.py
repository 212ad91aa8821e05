"""The commands that look after an installation: what a night does, and whether a site answers."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.db import connection

from core import smoke
from core.management.commands import daily

pytestmark = pytest.mark.once


@pytest.fixture
def site():
    """Every address of ``site.pages`` answers with its text; the map names two pages."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            text = server.pages.get(self.path)
            self.send_response_only(404 if text is None else 200)
            self.end_headers()
            self.wfile.write((text or "").encode())

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.pages = dict.fromkeys(smoke.BESIDE, "ok") | {
            "/": '<link rel="stylesheet" href="/static/site.1.css">',
            "/static/site.1.css": "a{}",
            "/sitemap.xml": "<loc>https://elsewhere.example/sitemap-1.xml</loc>",
            "/sitemap-1.xml": "<loc>https://elsewhere.example/a/</loc><loc>https://elsewhere.example/en/b/</loc>",
            "/a/": "A",
            "/en/b/": "B",
        }
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def test_a_site_that_answers_everywhere(site):
    report = smoke.ask(site.url, most=200)
    assert report.problems == []
    assert report.answered == len(smoke.BESIDE) + len(["map", "its part", "a", "b", "front page again", "its style"])


@pytest.mark.parametrize("missing", ["/healthz", "/admin/login/", "/sitemap-1.xml", "/en/b/", "/static/site.1.css"])
def test_what_does_not_answer_is_named(site, missing):
    del site.pages[missing]
    with pytest.raises(CommandError, match=f"{missing}: 404"):
        call_command("smoke", site.url, stdout=io.StringIO())


def test_a_front_page_without_style_is_not_well(site):
    site.pages["/"] = "bare"
    assert smoke.ask(site.url, most=0).problems == ["/: no style sheet"]


def test_nobody_there():
    assert "/healthz: ConnectionRefusedError" in smoke.ask("http://127.0.0.1:1", most=0).problems


@pytest.mark.django_db
def test_each_part_of_the_night_is_a_command_and_is_done_whether_or_not_another_fails(monkeypatch):
    assert set(daily.HOUSEKEEPING) <= get_commands().keys()
    done = []

    def call(name, **options):
        if name == "hide_pictures":
            raise OSError("disk full")
        done.append(name)

    monkeypatch.setattr(daily, "call_command", call)
    stderr = io.StringIO()
    with pytest.raises(CommandError, match="Failed: hide_pictures"):
        call_command("daily", stderr=stderr)
    assert "disk full" in stderr.getvalue()
    assert done == [name for name in daily.HOUSEKEEPING if name != "hide_pictures"]


@pytest.mark.django_db
def test_a_night_without_anything_to_do(settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    call_command("daily", stdout=io.StringIO())


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does so by itself")
def test_sqlite_learns_how_much_is_in_its_tables(home):
    call_command("daily", stdout=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        assert ("wagtailcore_page",) in cursor.fetchall()
