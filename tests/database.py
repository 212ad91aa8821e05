"""Migrations run once for each change of them, not once a worker: every worker copies a migrated database.

The template is made by ``manage.py migrate`` in a process of its own and is named by a digest of all that decides what
is in it. SQLite: a file, copied into memory. PostgreSQL: a database, copied by ``CREATE DATABASE … TEMPLATE``.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

FOLDER = settings.DATA_DIR.parent  # beside the folders of the workers
DECIDES = (
    "requirements.txt",
    "*/migrations/*.py",
    "site/*/migrations/*.py",
    "site/settings/*.py",
    "home/apps.py",
    "home/roles.py",
    "home/site_setup.py",
    "locale/*/LC_MESSAGES/*.po",
)


class SQLite:
    def create(self):
        name = connection.creation._get_test_db_name()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        self.template = self.migrated_file()
        self.restore()

    def restore(self):
        connection.ensure_connection()
        source = sqlite3.connect(f"file:{self.template}?mode=ro", uri=True)
        source.backup(connection.connection)
        source.close()

    def drop(self):
        connection.close()

    def migrated_file(self):
        file = FOLDER / f"template-{digest()}.sqlite3"
        with one_at_a_time():
            if not file.exists():
                for outdated in FOLDER.glob("template-*"):
                    outdated.unlink()
                scratch = FOLDER / "scratch.sqlite3"
                scratch.unlink(missing_ok=True)
                migrate(f"sqlite:///{scratch}")
                scratch.rename(file)
        return file


class PostgreSQL:
    def create(self):
        database = settings.DATABASES["default"]["NAME"]
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.template, self.name = f"template_{database}_{digest()}", f"test_{database}_{worker}"
        with one_at_a_time():
            if not self.sql("SELECT datname FROM pg_database WHERE datname = %s", [self.template]):
                self.make_template(f"template_{database}_")
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = self.name
        self.restore()

    def make_template(self, prefix):
        for (outdated,) in self.sql("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]):
            self.sql(f'DROP DATABASE "{outdated}"')
        scratch = f"{prefix}scratch"
        self.sql(f'CREATE DATABASE "{scratch}"')
        migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{scratch}").geturl())
        self.sql(f'ALTER DATABASE "{scratch}" RENAME TO "{self.template}"')

    def restore(self):
        self.drop()
        with one_at_a_time():
            self.sql(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')

    def drop(self):
        connection.close()
        self.sql(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def sql(self, statement, parameters=None):
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []


def database():
    return SQLite() if connection.vendor == "sqlite" else PostgreSQL()


def digest():
    found = {path for pattern in DECIDES for path in settings.BASE_DIR.glob(pattern)}
    total = hashlib.sha256(repr(settings.LANGUAGE_CODES).encode())
    for path in sorted(found):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def migrate(url):
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "migrate", "--verbosity=0"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=True)


@contextmanager
def one_at_a_time():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
