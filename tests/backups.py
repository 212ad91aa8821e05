"""Sites on disk for the tests of backups: a database, its media, and ``manage.py`` in a process of its own."""

import os
import shutil
import signal
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.utils import load_backend

from core.backup import tables
from core.backup.archive import Reader
from tests import database


class Site:
    """A copy of the migrated or of the demo site, on SQLite whatever the suite runs on, or with no tables at all."""

    def __init__(self, folder, kind=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.media = folder, folder / "media"
        self.url = f"sqlite:///{folder / 'db.sqlite3'}"
        if kind:
            shutil.copy(database.FOLDER / database.SQLite().template(kind), folder / "db.sqlite3")
        if kind == database.DEMO:
            shutil.copytree(database.FOLDER / "demo" / "media", self.media)

    @property
    def environment(self):
        ours = {"DATABASE_URL": self.url, "DATA_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": "settings.dev"}
        return {**os.environ, **ours, "REDIS_URL": "", "BACKUP_URL": str(self.folder / "backups")}

    def start(self, *arguments, **environment):
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, env={**self.environment, **environment}, start_new_session=True, **pipes)

    def run(self, *arguments, **environment):
        """What it said; a failure is one of the test."""
        process = self.start(*arguments, **environment)
        said, error = process.communicate()
        assert process.returncode == 0, error
        return said

    def content(self):
        """Every row of every table that a backup keeps, and every file, but for the generation, which is always another."""
        engine, name = "django.db.backends.sqlite3", str(self.folder / "db.sqlite3")
        described = {**connection.settings_dict, "ENGINE": engine, "NAME": name, "OPTIONS": {}}
        own = load_backend(engine).DatabaseWrapper(described, "a site of its own")
        try:
            return content(own), files(self.media)
        finally:
            own.close()

    def backup(self):
        self.run("backup")
        return next((self.folder / "backups").glob("backup-*"))


def content(connection):
    from django.apps import apps

    kept, _left_out = tables.of_models(apps)
    found = {table.name: list(table.rows(connection)) for table in kept}
    del found["core_generation"]
    return found


def files(folder):
    paths = folder.rglob("*") if folder.is_dir() else ()
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if path.is_file()}


def killed(process, seconds):
    """Kill it after so long, if it still runs. Did it end by itself, and well?"""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return process.returncode == 0


def manifest(path):
    reader = Reader(path)
    reader.close()
    return reader.manifest


def url_of(name):
    """The address of another database on the same server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
