"""Production refuses what is unsafe, before it serves anything."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from home.accounts import DEMO_PASSWORD, make_demo_accounts, refuse_demo_accounts

SECRET = "a-secret-of-more-than-thirty-two-characters"
pytestmark = pytest.mark.once
SHOW = """
from django.conf import settings
for name in ("DEBUG", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
             "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"):
    print(name, getattr(settings, name))
"""


def production(tmp_path, code=SHOW, **environment):
    """Runs ``code`` with production's settings in a process that knows nothing of this one."""
    paths = os.pathsep.join([str(settings.BASE_DIR), str(settings.BASE_DIR / "site")])
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": paths,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "settings.production",
        **environment,
    }
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=tmp_path)


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"ALLOWED_HOSTS": "example.org"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "example.org", "SECRET_KEY": "short"}, "SECRET_KEY"),
        (
            {"ALLOWED_HOSTS": "example.org", "SECRET_KEY": "insecure-and-known-to-everybody-for-development-only"},
            "SECRET_KEY",
        ),
        ({"SECRET_KEY": SECRET}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
    ],
)
def test_production_does_not_start_unsafe(tmp_path, environment, missing):
    result = production(tmp_path, **environment)
    assert result.returncode != 0
    assert f"ImproperlyConfigured: Set {missing}" in result.stderr


def test_production_starts_with_a_secret_and_its_hosts_and_is_closed(tmp_path):
    result = production(tmp_path, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org")
    assert result.returncode == 0, result.stderr
    shown = dict(line.split(" ") for line in result.stdout.splitlines())
    assert shown["DEBUG"] == "False"
    assert shown["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert shown["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert shown["SESSION_COOKIE_SECURE"] == shown["CSRF_COOKIE_SECURE"] == shown["SECURE_SSL_REDIRECT"] == "True"
    assert int(shown["SECURE_HSTS_SECONDS"]) >= 365 * 24 * 3600


def test_start_is_not_for_production(tmp_path):
    code = "import django; django.setup(); from django.core.management import call_command; call_command('start')"
    result = production(tmp_path, code, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org")
    assert "CommandError: start is for one's own machine" in result.stderr


@pytest.mark.django_db
def test_demo_accounts_are_refused_while_they_have_the_demo_password():
    refuse_demo_accounts()
    make_demo_accounts()
    with pytest.raises(ImproperlyConfigured, match="chief-editor"):
        refuse_demo_accounts()
    users = get_user_model().objects
    assert users.get(username="editor").check_password(DEMO_PASSWORD)
    for user in users.all():
        user.set_password("a password nobody knows")
        user.save()
    refuse_demo_accounts()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
def test_sqlite_lets_several_processes_write(tmp_path):
    """Without these two, writers on two processes fail with “database is locked”."""
    code = (
        "import django; django.setup(); from django.db import connection; c = connection.cursor(); "
        "print(connection.transaction_mode, c.execute('PRAGMA journal_mode').fetchone()[0])"
    )
    result = production(tmp_path, code, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org")
    assert result.stdout.split() == ["IMMEDIATE", "wal"]
