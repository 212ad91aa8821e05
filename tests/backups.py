"""Sites on disk for the tests of backups: a database, its media, and ``manage.py`` in a process of its own."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.utils import load_backend

from core.backup import tables
from core.backup.archive import FORMAT, Reader, Writer, media_member, table_member
from core.backup.columns import Column
from tests import database
from tests.conftest import databases


class Site:
    """A copy of the migrated or of the demo site, on SQLite whatever the suite runs on, or with no tables at all."""

    def __init__(self, folder, kind=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.media = folder, folder / "media"
        self.url = self.create(kind)
        if kind == database.DEMO:
            shutil.copytree(database.FOLDER / "demo" / "media", self.media)

    def create(self, kind):
        if kind:
            shutil.copy(database.FOLDER / database.SQLite().template(kind), self.folder / "db.sqlite3")
        return f"sqlite:///{self.folder / 'db.sqlite3'}"

    def described(self):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self.folder / "db.sqlite3"), "OPTIONS": {}}

    def drop(self):
        pass

    def ask(self, query):
        """Rows of the site on SQLite."""
        own = sqlite3.connect(self.folder / "db.sqlite3")
        try:
            return own.execute(query).fetchall()
        finally:
            own.close()

    @property
    def environment(self):
        ours = {"DATABASE_URL": self.url, "DATA_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": "settings.dev"}
        return {**os.environ, **ours, "REDIS_URL": "", "MEDIA_BUCKET": "", "BACKUP_URL": str(self.folder / "backups")}

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
        described = {**connection.settings_dict, **self.described()}
        own = load_backend(described["ENGINE"]).DatabaseWrapper(described, "a site of its own")
        try:
            return content(own), files(self.media)
        finally:
            own.close()

    def backup(self):
        self.run("backup")
        return next((self.folder / "backups").glob("backup-*"))


class PostgreSQLSite(Site):
    """The same on the server that the suite runs on; to be dropped."""

    def create(self, kind):
        copies = databases["copies"]
        self.name = f"{copies.base}_{self.folder.name}"
        self.drop()
        copies.sql(f'CREATE DATABASE "{self.name}" TEMPLATE "{copies.template(kind)}"')
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{self.name}").geturl()

    def described(self):
        return {"NAME": self.name}

    def drop(self):
        databases["copies"].sql(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def like_the_suite():
    """The kind of site that has the database the suite runs on."""
    return PostgreSQLSite if connection.vendor == "postgresql" else Site


def content(connection):
    from django.apps import apps

    kept, _left_out = tables.of_models(apps)
    found = {table.name: list(table.rows(connection)) for table in kept}
    for own in ("core_generation", "core_auditentry", "core_audithead"):  # they tell of backup and restore themselves
        del found[own]
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


def small_archive(path, change=lambda manifest: None, files=None, lines=None):
    """Two tables and two files, small enough to be damaged at every byte."""
    files = files or {"images/a.png": b"\x89PNG not really", "documents/b.pdf": b"%PDF-1.7"}
    lines = lines or {"one": [[1, "Bir"], [2, "İki"]], "two": [[7, None]]}
    columns = [Column("id", "integer").described(), Column("text", "text").described()]
    said = {"tables": [], "media": []}
    with open(path, "wb") as stream:
        writer = Writer(stream)
        for name, content in files.items():
            with writer.member(media_member(name), compress=False) as member:
                member.write(content)
            said["media"].append({"name": name, **member.figures()})
        for name, rows in lines.items():
            with writer.member(table_member(name), compress=True) as member:
                for row in rows:
                    member.write(json.dumps(row).encode() + b"\n")
            table = {"name": name, "key": "id", "counts": True, "columns": columns, "rows": len(rows), "last": 0}
            said["tables"].append({**table, **member.figures()})
        manifest = {"format": FORMAT, "languages": settings.LANGUAGE_CODES, "migrations": {}, "left_out": {}, **said}
        change(manifest)
        writer.close(manifest)
    return path


def rewritten(path, target, change):
    """The same archive with another manifest and other lines: ``change(manifest, {table: bytes})``; its seal is right."""
    reader = Reader(path)
    manifest = reader.manifest
    lines = {table["name"]: reader.lines(table["name"]).read() for table in manifest["tables"]}
    change(manifest, lines)
    with open(target, "wb") as stream:
        writer = Writer(stream)
        for file in manifest["media"]:
            with writer.member(media_member(file["name"]), compress=False) as member:
                member.write(reader.file(file["name"]).read())
        for table in manifest["tables"]:
            with writer.member(table_member(table["name"]), compress=True) as member:
                member.write(lines[table["name"]])
            table.update(member.figures())
        writer.close(manifest)
    reader.close()
    return target
