"""``manage.py doctor``: each fault is made, found, and said with what to do. What stands in front of the site is in
``test_doctor_outside.py``.
"""

import io
import json
import shutil
import socketserver
import subprocess
import sys
import threading
import time
from collections import namedtuple
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.conf import settings as all_settings
from django.core.management import call_command
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from core import doctor
from core.doctor import configuration, files, services
from core.doctor.finding import ADVICE, GOOD, WRONG
from core.health import queue
from tests.test_health import DEAD_REDIS

pytestmark = pytest.mark.django_db

SECRET = "a-secret-of-more-than-thirty-two-characters"


def found(examination):
    return {finding.text: finding for finding in examination()}


def levels(examination):
    return [finding.level for finding in examination()]


def the_only(examination):
    (finding,) = examination()
    return finding


# As a command


def test_it_says_what_is_wrong_and_what_to_do_and_ends_with_1(settings, home):
    settings.SECRET_KEY = "short"
    written = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", inside=True, stdout=written)
    lines = written.getvalue().splitlines()
    wrong = next(number for number, line in enumerate(lines) if line.startswith("WRONG   SECRET_KEY"))
    assert "secrets.token_urlsafe" in lines[wrong + 1]
    assert lines[-1].split()[1] == "wrong,"
    assert ended.value.code == 1


def test_it_ends_with_0_where_nothing_is_wrong(monkeypatch):
    monkeypatch.setattr(doctor, "HERE", (((), (configuration.proxy,)),))
    call_command("doctor", inside=True, stdout=io.StringIO())


@pytest.mark.once
def test_settings_that_production_refuses_are_one_sentence(tmp_path):
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "settings.production", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, str(all_settings.BASE_DIR / "manage.py"), "doctor"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.strip().splitlines() == [
        "Set SECRET_KEY to a secret of at least 32 characters; README says how to make one."
    ]


def test_an_examination_that_fails_does_not_hide_the_others(monkeypatch):
    def the_weather():
        raise RuntimeError("rain\nand more")
        yield

    monkeypatch.setattr(doctor, "HERE", (((), (the_weather, configuration.secret)),))
    first, *others = doctor.findings(from_outside=False)
    assert (first.level, first.text) == (WRONG, "The weather could not be examined: RuntimeError: rain")
    assert others


# Settings


@pytest.mark.parametrize(
    ("examination", "changed", "level", "words"),
    [
        ("mode", {"DEBUG": True}, WRONG, "DEBUG"),
        ("mode", {"STAGING": True}, ADVICE, "STAGING"),
        ("secret", {"SECRET_KEY": "insecure-and-known-to-everybody-for-development-only"}, WRONG, "SECRET_KEY"),
        ("secret", {"METRICS_TOKEN": "short"}, WRONG, "METRICS_TOKEN"),
        ("hosts", {"ALLOWED_HOSTS": ["*"]}, WRONG, "forged"),
        ("hosts", {"ALLOWED_HOSTS": ["other.example"]}, WRONG, "Add example.org to ALLOWED_HOSTS"),
        ("address", {"WAGTAILADMIN_BASE_URL": "http://localhost:8000"}, ADVICE, "BASE_URL"),
        ("address", {"WAGTAILADMIN_BASE_URL": "http://example.org"}, WRONG, "https://"),
        ("proxy", {"SECURE_PROXY_SSL_HEADER": None}, ADVICE, "BEHIND_PROXY=1"),
        ("sender", {"DEFAULT_FROM_EMAIL": "webmaster@localhost"}, ADVICE, "DEFAULT_FROM_EMAIL"),
        ("security_contact", {"SECURITY_CONTACT": ""}, ADVICE, "SECURITY_CONTACT"),
    ],
)
def test_a_setting_that_is_not_right_is_named(settings, monkeypatch, examination, changed, level, words):
    right = {
        "SECRET_KEY": SECRET,
        "ALLOWED_HOSTS": ["example.org"],
        "WAGTAILADMIN_BASE_URL": "https://example.org",
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "DEFAULT_FROM_EMAIL": "site@example.org",
        "SECURITY_CONTACT": "security@example.org",
    }
    monkeypatch.setattr(configuration, "in_production", lambda: True)
    examine = getattr(configuration, examination)
    for name, value in right.items():
        setattr(settings, name, value)
    assert set(levels(examine)) <= {GOOD}
    for name, value in changed.items():
        setattr(settings, name, value)
    bad = [finding for finding in examine() if finding.level != GOOD]
    assert [finding.level for finding in bad] == [level]
    assert words in bad[0].text + bad[0].do
    assert bad[0].do


def test_settings_for_ones_own_machine_are_named():
    assert "DJANGO_SETTINGS_MODULE=settings.production" in the_only(configuration.mode).do


# Services


def test_the_database_is_named_and_of_this_version():
    assert connection.display_name in next(services.database()).text
    assert levels(services.migrations) == [GOOD]


def test_a_pending_migration_is_found_and_what_needs_the_tables_is_not_asked(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0003%'")
    monkeypatch.setattr(services, "answers", lambda: pytest.fail("the worker was asked"))
    said = {finding.text: finding for finding in doctor.findings(from_outside=False)}
    assert said["The database lacks 1 migrations of this version."].do == "Run: manage.py migrate"


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_said_once(monkeypatch):
    broken = {"HOST": "127.0.0.1", "PORT": "1"} if connection.vendor == "postgresql" else {"NAME": "/nowhere/db"}
    said = []

    def ask():  # in a thread, which has a connection of its own
        with monkeypatch.context() as patch:
            for key, value in broken.items():
                patch.setitem(connections["default"].settings_dict, key, value)
            said.extend(finding.text for finding in doctor.findings(from_outside=False))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert sum("The database does not answer" in text for text in said) == 1
    assert not [text for text in said if "could not be examined" in text]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")
def test_an_alphabet_that_postgresql_lacks_is_named(monkeypatch):
    assert levels(services.postgresql) == []
    monkeypatch.setattr(services.languages, "collation", lambda code: f"{code}-x-none")
    assert "x-none" in the_only(services.postgresql).text


def test_a_cache_that_does_not_answer_is_found(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1"
    settings.CACHES = DEAD_REDIS
    assert the_only(services.cache).level == WRONG


def test_a_mail_server_is_asked(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    refused = the_only(services.mail)
    assert (refused.level, "EMAIL_URL" in refused.do) == (WRONG, True)
    with mail_server() as settings.EMAIL_PORT:
        assert levels(services.mail) == [GOOD]


@contextmanager
def mail_server():
    class Session(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 here\r\n")
            for _line in self.rfile:
                self.wfile.write(b"250 so be it\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.django_db(transaction=True)  # the worker closes the connection
def test_a_worker_is_asked_for_a_sign_of_life_and_nothing_of_that_stays(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    monkeypatch.setattr(services, "WAIT", 0.3)
    finding = the_only(services.worker)
    assert finding.text.startswith("No worker answers")
    assert not DBTaskResult.objects.exists()
    monkeypatch.setattr(services, "WAIT", 30)
    at_work = SimpleNamespace(monotonic=time.monotonic, sleep=lambda _seconds: call_command("worker", batch=True))
    monkeypatch.setattr(services, "time", at_work)
    assert levels(services.worker) == [GOOD]
    assert not DBTaskResult.objects.exists()


def test_tasks_that_failed_are_counted(settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    queue.sign_of_life.enqueue()
    DBTaskResult.objects.update(status="FAILED")
    settings.TASKS = {"default": {"BACKEND": "core.tasks.ImmediateBackend"}}
    assert next(services.worker()).text == "1 tasks in the background have failed."


# Files


def test_a_catalogue_that_is_not_compiled_is_found(settings, tmp_path):
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
    settings.LOCALE_PATHS = [tmp_path]
    assert "catalogues compile" in the_only(files.catalogues).do
    call_command("catalogues", "compile", stdout=io.StringIO())
    assert levels(files.catalogues) == [GOOD]


@pytest.mark.once
def test_a_static_file_that_is_not_collected_is_found(settings, monkeypatch, tmp_path):
    monkeypatch.setattr(configuration, "in_production", lambda: True)
    settings.STATIC_ROOT = tmp_path
    assert "collectstatic" in the_only(files.static).do
    call_command("collectstatic", interactive=False, verbosity=0)
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()]
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": {name: name for name in names}}))
    assert levels(files.static) == [GOOD]
    (tmp_path / names[0]).unlink()
    assert the_only(files.static).text.startswith("1 of ")


def test_a_storage_that_can_not_be_written_to_is_found(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path / "media"
    assert levels(files.storage) == [GOOD]
    settings.MEDIA_ROOT.chmod(0o777)
    assert levels(files.storage) == [GOOD, WRONG]
    shutil.rmtree(settings.MEDIA_ROOT)
    settings.MEDIA_ROOT.write_text("where a folder should be")
    assert WRONG in levels(files.storage)


@pytest.mark.parametrize(("free", "level"), [(100e6, WRONG), (2e9, ADVICE), (50e9, GOOD)])
def test_a_full_disk_is_seen_coming(monkeypatch, free, level):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(files.shutil, "disk_usage", lambda path: usage(free))
    assert levels(files.disk) == [level]


def test_a_data_folder_that_is_not_made_yet_will_be_on_the_disk_above_it(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "srv" / "outreach"
    [finding] = files.disk()
    assert str(settings.DATA_DIR) in finding.text
