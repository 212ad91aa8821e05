"""Migrations run, and the demo is loaded, once for each change of them: every worker copies what was made then.

A template is made by ``manage.py`` in a process of its own and is named by a digest of all that decides what is in it.
SQLite: a file, copied into memory. PostgreSQL: a database, copied by ``CREATE DATABASE … TEMPLATE``.

Run as a program it makes a template: ahead of the tests that want it, beside what goes on without.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.worlds import World

FOLDER = settings.DATA_DIR.parent  # beside the folders of the workers
EMPTY, DEMO = "empty", "demo"
DECIDES = {
    EMPTY: (
        "requirements.txt",
        "*/migrations/*.py",
        "site/*/migrations/*.py",
        "site/settings/*.py",
        "home/apps.py",
        "home/roles.py",
        "home/site_setup.py",
        "locale/*/LC_MESSAGES/*.po",
    ),
    DEMO: (
        "home/**/*.*",
        "news/**/*.py",
        "projects/**/*.py",
        "translation/**/*.py",
        "site/**/*.py",
        "requirements.txt",
        "locale/**/*.po",
    ),
}


class Copies:
    """The databases of one worker. Each kind is made when the first test wants it."""

    current = None

    def use(self, kind):
        """``kind`` is ``EMPTY``, ``DEMO``, or a ``World`` upon one of them."""
        if self.current != kind:
            self.switch(kind)
            self.current = kind
        if isinstance(kind, World):
            kind.enter()

    def begin(self, kind):
        """The name of the template that a copy begins with."""
        return self.template(kind.kind if isinstance(kind, World) else kind)

    def template(self, kind):
        """The name of the template, which is made first where it is missing or out of date."""
        below = self.template(EMPTY) if kind == DEMO else None
        with one_at_a_time(kind):
            if not self.has(self.name(kind)):
                self.make(kind, below)
        return self.name(kind)

    def name(self, kind):
        return f"{self.prefix}{kind}_{digest(kind)}"


class SQLite(Copies):
    prefix = "template_"

    def create(self):
        self.worlds = {}
        name = settings.DATABASES["default"]["NAME"]
        if name == ":memory:":
            name = connection.creation._get_test_db_name()
        else:
            name.parent.mkdir(parents=True, exist_ok=True)
            name.unlink(missing_ok=True)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name

    def switch(self, kind):
        self.path = FOLDER / self.begin(kind)
        if isinstance(kind, World):
            kept = settings.DATA_DIR / f"{kind.name}.sqlite3"
            if kind not in self.worlds:
                self.keep(kind, kept)
            self.path = kept
        self.restore()

    def keep(self, world, path):
        for former in [one for one in self.worlds if one.module != world.module]:
            self.worlds.pop(former).unlink()
        self.restore()
        world.make()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        copy = sqlite3.connect(path)
        connection.connection.backup(copy)
        copy.close()
        keep_in_one_file(path)
        self.worlds[world] = path

    def restore(self):
        connection.ensure_connection()
        source = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        for attempt in range(100):
            try:
                source.backup(connection.connection)
                break
            # The live server answers a last request of the test before. SystemError: its thread has meanwhile put back
            # the error code that Python was about to read (CPython, sqlite3's backup).
            except (sqlite3.OperationalError, SystemError):
                if attempt == 99:
                    raise
                time.sleep(0.05)
        source.close()

    def drop(self):
        connection.close()
        for path in self.worlds.values():
            path.unlink()

    def has(self, name):
        return (FOLDER / name).exists()

    def make(self, kind, below):
        for outdated in FOLDER.glob(f"{self.prefix}{kind}_*"):
            outdated.unlink()
        scratch = FOLDER / f"scratch_{kind}.sqlite3"
        for left in FOLDER.glob(f"{scratch.name}*"):  # by one who was stopped, with its journal
            left.unlink()
        if below:
            shutil.copy(FOLDER / below, scratch)
        fill(kind, f"sqlite:///{scratch}")
        keep_in_one_file(scratch)
        scratch.rename(FOLDER / self.name(kind))


def keep_in_one_file(path):
    """Else every reader leaves two more beside it."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=DELETE")
    database.close()


class PostgreSQL(Copies):
    def __init__(self):
        self.base = settings.DATABASES["default"]["NAME"]
        self.prefix = f"template_{self.base}_"

    def create(self):
        self.made = set()

    def switch(self, kind):
        connection.close()
        self.kind = kind
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = self.own(kind)
        if kind not in self.made:
            self.restore()
            self.made.add(kind)

    def own(self, kind):
        name = kind.name if isinstance(kind, World) else kind
        return f"test_{self.base}_{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"

    def restore(self):
        connection.close()
        template = self.begin(self.kind)
        self.drop_database(self.kind)
        self.copy(template, self.own(self.kind))
        if isinstance(self.kind, World):
            self.kind.make()
            for former in [one for one in self.made if isinstance(one, World) and one.module != self.kind.module]:
                self.made.remove(former)
                self.drop_database(former)

    def drop(self):
        connection.close()
        for kind in self.made:
            self.drop_database(kind)

    def drop_database(self, kind):
        self.sql(f'DROP DATABASE IF EXISTS "{self.own(kind)}" WITH (FORCE)')

    def has(self, name):
        return bool(self.sql("SELECT 1 FROM pg_database WHERE datname = %s", [name]))

    def make(self, kind, below):
        scratch = f"{self.prefix}scratch_{kind}"
        outdated = self.sql("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{self.prefix}{kind}_"])
        for (name,) in [*outdated, (scratch,)]:
            self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.copy(below or "template1", scratch)
        fill(kind, urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{scratch}").geturl())
        self.sql(f'ALTER DATABASE "{scratch}" RENAME TO "{self.name(kind)}"')

    def copy(self, template, name):
        with one_at_a_time("copy"):
            self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def sql(self, statement, parameters=None):
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []


def copies():
    return SQLite() if connection.vendor == "sqlite" else PostgreSQL()


@cache
def digest(kind):
    found = {path for pattern in DECIDES[kind] for path in settings.BASE_DIR.glob(pattern)}
    total = hashlib.sha256(repr(settings.LANGUAGE_CODES).encode())
    for path in sorted(path for path in found if path.suffix not in {".pyc", ".mo", ".html"} and path.is_file()):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def fill(kind, url):
    """Migrate an empty database, or load the demo into a migrated one; its files go to the folder of the demo."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate" if kind == EMPTY else "load_demo"]
    environment = {"DATABASE_URL": url, "DATA_DIR": str(FOLDER / "demo"), "DJANGO_SETTINGS_MODULE": "settings.dev"}
    if kind == DEMO:
        shutil.rmtree(FOLDER / "demo", ignore_errors=True)
    environment["MEDIA_BUCKET"] = ""
    environment["MAKE_AHEAD"] = "0"  # no task waits in the database of a test that asks what waits
    log = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    done = subprocess.run([*command, "--verbosity=0"], env={**os.environ, "LOG_LEVEL": "ERROR", **environment}, **log)
    if done.returncode:
        raise RuntimeError(done.stderr)


@contextmanager
def one_at_a_time(what):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / f"{what}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_ahead(kind):
    """In a process beside this one, which is not waited for: who wants the template does."""
    environment = {**os.environ, "DATA_DIR": str(FOLDER.parent), "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.Popen([sys.executable, "-m", "tests.database", kind], env=environment, cwd=settings.BASE_DIR)


if __name__ == "__main__":
    import django

    django.setup()
    FOLDER = settings.DATA_DIR / "tests"
    copies().template(sys.argv[1])
