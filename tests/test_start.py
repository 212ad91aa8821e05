"""The first minutes of a newcomer: every obstacle is one clear sentence."""

import importlib.util
import io
import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from core.management.commands import start
from home.models import PrivacyPage, StandardPage
from tests.factories import make_page

pytestmark = pytest.mark.once

MANAGE = settings.BASE_DIR / "manage.py"


@pytest.fixture
def manage():
    """``manage.py`` as a module of its own, so that a test may change it."""
    spec = importlib.util.spec_from_file_location("manage_under_test", MANAGE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def command():
    command = start.Command(stdout=io.StringIO())
    command.written = command.stdout._out.getvalue
    return command


# manage.py


def test_an_old_python_is_told_which_one_is_needed(manage, monkeypatch):
    monkeypatch.setattr(manage, "sys", SimpleNamespace(version_info=(3, 9, 2), exit=sys.exit))
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed; this is 3\.9\."):
        manage.main()


def test_old_pythons_can_read_it():
    """No syntax that is younger than Python 3.6: they have to get as far as saying what is missing."""
    import ast

    ast.parse(MANAGE.read_text("utf-8"), feature_version=(3, 6))


def test_an_interpreter_with_wagtail_is_used_as_it_is(manage, monkeypatch):
    monkeypatch.setattr(manage.sys, "prefix", "/somewhere/else")
    assert manage.is_prepared()


def test_our_own_environment_is_used_while_it_has_the_present_lock(manage, monkeypatch, tmp_path):
    monkeypatch.setattr(manage, "VENV", sys.prefix)
    monkeypatch.setattr(manage, "STAMP", str(tmp_path / "stamp"))
    assert not manage.is_prepared()
    (tmp_path / "stamp").write_text(manage.lock_digest())
    assert manage.is_prepared()
    (tmp_path / "stamp").write_text("an older lock")
    assert not manage.is_prepared()


def test_a_missing_venv_module_is_one_sentence_and_leaves_nothing_behind(manage, monkeypatch, tmp_path):
    venv = tmp_path / ".venv"
    monkeypatch.setattr(manage, "VENV", str(venv))
    monkeypatch.setattr(manage, "LOG", str(venv / "install.log"))
    monkeypatch.setattr(manage, "run", lambda command: bool(venv.mkdir()))
    with pytest.raises(SystemExit, match="venv module is missing"):
        manage.prepare(str(venv / "bin" / "python"))
    assert not venv.exists()


def test_where_uv_does_not_get_through_pip_is_tried_and_then_one_sentence_said(manage, monkeypatch):
    tried = []
    monkeypatch.setattr(manage, "works", lambda python: True)
    monkeypatch.setattr(manage, "run", lambda command: bool(tried.append(command)))
    with pytest.raises(SystemExit, match="no package index can be reached"):
        manage.prepare("python")
    assert [command[-1] for command in tried] == ["uv", manage.LOCK]


def test_a_data_folder_that_cannot_be_written_to_is_one_sentence(manage, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match=r"can't be written to .* DATA_DIR"):
        manage.refuse_unwritable(str(tmp_path / "file" / "data"))


def test_it_says_so_before_django_fails(tmp_path):
    (tmp_path / "file").write_text("")
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "file")}
    result = subprocess.run([sys.executable, MANAGE, "start"], env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1


# start


def test_a_taken_port_is_refused_with_one_that_is_free():
    with socket.socket() as taken:
        taken.bind((start.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"Port {port} is taken\. Try: python3 manage\.py start --port \d+"):
            call_command("start", port=port)


def test_a_port_that_does_not_exist_is_refused_too():
    with pytest.raises(CommandError, match=r"Port 70000 is taken or does not exist\. Choose another with --port"):
        start.refuse_taken(70000)


@pytest.mark.django_db
def test_the_demo_is_loaded_into_a_site_without_pages_and_people(command, monkeypatch):
    called = []
    monkeypatch.setattr(start, "call_command", lambda name, **options: called.append(name))
    command.fill(empty=False)
    assert called == ["load_demo"]


@pytest.mark.django_db
def test_a_site_with_content_is_left_alone(command, monkeypatch, home):
    make_page(StandardPage, home, title="Haqqımızda")
    monkeypatch.setattr(start, "call_command", pytest.fail)
    command.fill(empty=False)


@pytest.mark.django_db
def test_a_site_that_was_started_empty_stays_so(command, monkeypatch):
    get_user_model().objects.create_superuser("somebody", password="a password nobody knows")
    monkeypatch.setattr(start, "call_command", pytest.fail)
    command.fill(empty=False)


@pytest.mark.django_db
def test_a_site_with_content_cannot_start_empty(command, home):
    make_page(StandardPage, home, title="Haqqımızda")
    with pytest.raises(CommandError, match="has content already"):
        command.fill(empty=True)


@pytest.mark.django_db
def test_an_empty_site_without_a_terminal_says_how_to_make_the_first_account(command, monkeypatch):
    monkeypatch.setattr(start.sys, "stdin", io.StringIO())
    command.fill(empty=True)
    assert "python3 manage.py createsuperuser" in command.written()


@pytest.mark.django_db
def test_an_empty_site_asks_for_the_first_account(command, monkeypatch):
    called = []
    monkeypatch.setattr(start.sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(start, "call_command", lambda name, **options: called.append(name))
    command.fill(empty=True)
    assert called == ["make_privacy_page", "createsuperuser"]


@pytest.mark.django_db
def test_an_empty_site_has_its_privacy_page_and_may_start_empty_again(command, monkeypatch):
    monkeypatch.setattr(start.sys, "stdin", io.StringIO())
    command.fill(empty=True)
    command.fill(empty=True)
    command.fill(empty=False)
    assert PrivacyPage.objects.filter(live=True).count() == 1
    assert not StandardPage.objects.exists()


@pytest.mark.django_db
def test_a_migrated_site_is_not_migrated_again(command, monkeypatch):
    monkeypatch.setattr(start, "call_command", pytest.fail)
    command.migrate()
    assert command.written() == ""


class Processes:
    """Server and worker as ``start`` sees them: the worker dies after each look, the server lasts for three."""

    def __init__(self):
        self.said = []

    def __call__(self, command, environment):
        name = "worker" if command[-1] == "worker" else "server"
        looks = iter([True, True, True, False])
        is_running = (lambda: next(looks, False)) if name == "server" else (lambda: False)
        return SimpleNamespace(
            start=lambda: self.said.append(f"{name} starts"),
            stop=lambda: self.said.append(f"{name} stops"),
            is_running=is_running,
            wait=lambda seconds: None,
        )


def test_the_worker_runs_beside_the_server_is_started_again_and_stopped_with_it(command, monkeypatch):
    processes = Processes()
    monkeypatch.setattr(start, "Process", processes)
    monkeypatch.setattr(start, "answers", lambda port: True)
    monkeypatch.setattr(start.signal, "signal", lambda *arguments: None)
    with pytest.raises(CommandError, match="server has stopped"):
        command.serve(8000)
    assert processes.said == ["server starts", "worker starts", "worker starts", "worker stops"]


def test_a_process_that_does_not_end_by_itself_is_killed(monkeypatch):
    monkeypatch.setattr(start, "PATIENCE", 0.5)
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); time.sleep(60)"
    process = start.Process([sys.executable, "-c", code], os.environ)
    process.start()
    assert process.is_running()
    process.stop()
    assert not process.is_running()


def test_progress_is_one_line_that_counts():
    output = io.StringIO()
    output.isatty = lambda: True
    progress = start.Progress(OutputWrapper(output), "Preparing", 2)
    for text in ("Operations to perform:\n", "  Applying a.0001…", " OK\n", "  Applying a.0002…", " OK\n"):
        progress.write(text)
    progress.close()
    assert output.getvalue() == "\rPreparing … 1 of 2\rPreparing … 2 of 2\n"
