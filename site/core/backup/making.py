"""A backup, made while editors work."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from core.backup import keys, media, tables
from core.backup.archive import FORMAT, Writer, table_member
from core.backup.encryption import encrypting, suffix
from core.backup.places import name_of
from core.backup.versions import State, versions


@dataclass
class Made:
    name: str
    size: int
    rows: int
    files: int
    gone: list[str]  # files that rows of the snapshot name and the storage lacks


def make(place, recipient=""):
    """A new backup in ``place``: all of it, or nothing."""
    began = timezone.now()
    name = name_of(began, suffix(recipient))
    with place.new(name) as file, encrypting(recipient, file) as stream:
        manifest = write(stream, began)
    rows = sum(table["rows"] for table in manifest["tables"])
    return Made(name, place.size(name), rows, len(manifest["media"]), manifest["gone"])


def write(stream, began):
    """The archive of this site. The files come first: what vanishes while they are read is known to the rows."""
    writer = Writer(stream)
    with tables.snapshot(connection):
        state = State(connection)
        kept, left_out = tables.of_models(state.apps())
        names = {name for table in kept for name in table.file_names(connection)}
        added, gone = media.add(writer, names, default_storage)
        described = [_write_table(writer, table, {*gone}) for table in kept]
        manifest = {
            "format": FORMAT,
            "made_at": began.isoformat(),
            "site": settings.WAGTAIL_SITE_NAME,
            "versions": versions(connection),
            "languages": settings.LANGUAGE_CODES,
            "migrations": state.described(),
            "tables": described,
            "left_out": left_out,
            "media": added,
            "gone": gone,
        }
    writer.close(manifest)
    return manifest


def _write_table(writer, table, gone):
    skipping = [place for place, _column in table.of_files()] if table.name in tables.REMADE else []
    count = 0
    with writer.member(table_member(table.name), compress=True) as member:
        for row in table.rows(connection):
            if any(row[place] in gone for place in skipping):
                continue
            member.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            count += 1
    last = keys.last(connection, table) if table.counts else 0
    return {**table.described(), "rows": count, "last": last, **member.figures()}
