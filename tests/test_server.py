"""How the site is served: every trap closed, everything from the environment, and warm before the first reader."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import OperationalError, connection

from core import server
from core.management.commands import serve
from core.store import build
from home.models import StandardPage
from news.models import NewsIndexPage
from tests.factories import make_page
from tests.store import Readers, connected

DEPLOY = settings.BASE_DIR / "deploy"


def value_of(words, option):
    return words[words.index(option) + 1]


def test_threads_are_bounded_whoever_serves(settings):
    settings.WEB_THREADS = 3
    words = server.command("127.0.0.1", 8000, 2, "info")
    assert (value_of(words, "--interface"), value_of(words, "--workers")) == ("wsgi", "2")
    assert value_of(words, "--blocking-threads") == "3"
    assert os.path.exists(words[-1].removesuffix(":application"))


def test_a_process_that_grows_is_replaced_where_that_is_wanted(settings):
    assert "--workers-max-rss" not in server.command("127.0.0.1", 8000, 2, "info")
    settings.WEB_MAX_MB = 300
    assert value_of(server.command("127.0.0.1", 8000, 2, "info"), "--workers-max-rss") == "300"


def test_serve_becomes_the_server(monkeypatch, settings):
    settings.WEB_WORKERS = 5
    become = []
    monkeypatch.setattr(serve.os, "execv", lambda path, words: become.append(words))
    call_command("serve", "--port", "8123")
    [words] = become
    assert (value_of(words, "--port"), value_of(words, "--workers")) == ("8123", "5")


def test_the_service_uses_the_command_and_signals_its_main_process_only():
    unit = (DEPLOY / "systemd" / "outreach-web.service").read_text()
    assert "manage.py serve" in unit
    assert "KillMode=mixed" in unit


@pytest.mark.django_db
def test_the_next_request_of_a_thread_finds_the_connection_of_the_last():
    """Opening one costs as much as half a page, on SQLite too."""

    def is_kept():
        connection.ensure_connection()
        opened = connection.connection
        request_finished.send(sender=None)
        try:
            return connection.connection is opened
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(is_kept).result()


@pytest.mark.once
def test_a_process_that_serves_pages_has_not_loaded_what_reads_and_sets_documents():
    """Together they are thirty megabytes of each process, and half a second of each start."""
    code = "import sys, wsgi; print(*{'pypdf', 'typst', 'openpyxl'} & set(sys.modules))"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings.dev", "PAGE_STORE_MB": "0", "PYTHONPATH": "site:."}
    asked = subprocess.run([sys.executable, "-c", code], env=environment, cwd=settings.BASE_DIR, capture_output=True)
    assert (asked.returncode, asked.stdout.split()) == (0, []), asked.stderr


@pytest.mark.django_db
def test_the_home_page_is_there_before_the_first_reader_and_every_type_of_page_was_made_once(home, settings):
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    section = make_page(NewsIndexPage, home, title="Xəbərlər")
    first = make_page(StandardPage, home, title="Bir")
    make_page(StandardPage, home, title="İki")
    made = []

    def app(environ, start_response):
        made.append(environ["PATH_INFO"])
        return WSGIHandler()(environ, start_response)

    readers = Readers(app)
    with connected():
        build.warm(readers.store)
    assert sorted(made) == sorted([home.url, section.url, first.url])
    assert len(readers.asked) == 3
    readers.read(home.url)
    assert len(readers.asked) == 3


def test_a_database_that_is_not_there_keeps_nobody_from_starting(monkeypatch, caplog):
    def gone():
        raise OperationalError("no database")

    monkeypatch.setattr(build, "pages_to_warm", gone)
    build.warm(Readers().store)
    assert "Could not warm up" in caplog.text


def test_without_room_there_is_no_store(settings):
    settings.PAGE_STORE_MB = 0
    app = WSGIHandler()
    assert build.in_front_of(app) is app
