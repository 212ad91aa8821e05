"""A backup restored for trial: into a SQLite database and a folder that go when it is over.

By another process, as in a disaster, with ``manage.py restore``: it knows nothing of the database, the media and the
cache of this site. What it left is then looked at without any of its code.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from core.backup.archive import Reader
from core.backup.places import plain
from core.backup.refusal import Refusal


def try_out(place, name, identity):
    """Refuse what can't be restored; ``(rows, files)`` of what can."""
    with place.file(name) as path, plain(path, identity) as archive, tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        restore(archive, scratch)
        reader = Reader(archive)
        try:
            return look_at(reader.manifest, scratch)
        finally:
            reader.close()


def restore(archive, scratch):
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(archive), "--media-folder"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "DATA_DIR": str(scratch),
        "DATABASE_URL": f"sqlite:///{scratch / 'db.sqlite3'}",
        "REDIS_URL": "",
        "MEDIA_BUCKET": "",  # what is erased once more must not be looked for there
    }
    done = subprocess.run(  # noqa: S603  our own words
        [*command, str(scratch / "media")], env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise Refusal(f"It can't be restored: {done.stderr.strip()[-500:]}")


def look_at(manifest, scratch):
    database = sqlite3.connect(scratch / "db.sqlite3")
    try:
        if (found := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise Refusal(f"The restored database is damaged: {found}")
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in manifest["tables"]:
            name = table["name"]
            count = database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] if name in there else 0  # noqa: S608
            if count < table["rows"]:  # more: what later migrations added
                raise Refusal(f"{name} has {count} rows after it was restored, and {table['rows']} in the backup.")
    finally:
        database.close()
    for file in manifest["media"]:
        with open(scratch / "media" / file["name"], "rb") as restored:
            if hashlib.file_digest(restored, "sha256").hexdigest() != file["sha256"]:
                raise Refusal(f"{file['name']} is not what it was after it was restored.")
    return sum(table["rows"] for table in manifest["tables"]), len(manifest["media"])
