"""While a backup is made editors go on, and what it has is of one moment."""

import json
import os
import sqlite3
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from core.backup.archive import Reader
from tests import database
from tests.backups import Site

pytestmark = pytest.mark.django_db(transaction=True)

# Two tables that a backup reads one after the other, written together.
WRITES = (
    "UPDATE auth_group SET name = '{number}' WHERE id = (SELECT MIN(id) FROM auth_group)",
    "UPDATE wagtailcore_site SET site_name = '{number}'",
)


class Writer(threading.Thread):
    """Somebody who saves again and again; how often, and how long they had to wait at most."""

    def __init__(self, connect):
        super().__init__()
        self.connect, self.stopping = connect, threading.Event()
        self.saved, self.longest, self.error = 0, 0, None

    def run(self):
        try:
            connected = self.connect()
            while not self.stopping.is_set():
                began = time.monotonic()
                cursor = connected.cursor()
                for statement in WRITES:
                    cursor.execute(statement.format(number=self.saved + 1))
                connected.commit()
                self.saved += 1
                self.longest = max(self.longest, time.monotonic() - began)
                time.sleep(0.002)
            connected.close()
        except Exception as error:
            self.error = error

    def __enter__(self):
        self.start()
        while not self.saved and not self.error:
            time.sleep(0.01)
        return self

    def __exit__(self, *error):
        self.stopping.set()
        self.join()


def test_it_is_consistent_and_keeps_nobody_waiting(tmp_path):
    if connection.vendor == "sqlite":
        site = Site(tmp_path / "site", database.DEMO)
        connect = lambda: sqlite3.connect(site.folder / "db.sqlite3", timeout=20)  # noqa: E731
        run = lambda: site.run("backup", BACKUP_URL=str(tmp_path / "backups"))  # noqa: E731
    else:
        import psycopg2

        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        connect = lambda: psycopg2.connect(url.replace("postgres://", "postgresql://"))  # noqa: E731
        run = lambda: call_command("backup", to=str(tmp_path / "backups"))  # noqa: E731
    with Writer(connect) as writer:
        before = writer.saved
        run()
        after = writer.saved
    assert writer.error is None
    assert after > before + 10
    assert writer.longest < 5
    (path,) = (tmp_path / "backups").iterdir()
    groups, sites = rows(path, "auth_group"), rows(path, "wagtailcore_site")
    number = min(groups, key=lambda row: row["id"])["name"]
    assert {site["site_name"] for site in sites} == {number}
    assert before <= int(number) <= after + 1


def rows(path, name):
    reader = Reader(path)
    columns = next(table["columns"] for table in reader.manifest["tables"] if table["name"] == name)
    with reader.lines(name) as lines:
        found = [dict(zip([column["name"] for column in columns], json.loads(line), strict=True)) for line in lines]
    reader.close()
    return found


def test_the_settings_let_readers_and_writers_work_at_the_same_time():
    """Else a backup of SQLite would keep the editors out."""
    if connection.vendor == "sqlite":
        assert "journal_mode=WAL" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
