"""The tables of a backup, and their rows in the order of their keys."""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest

from django.db import transaction

from core.backup.columns import Column
from core.backup.refusal import Refusal

# By app or model. What a site can do without, and why it is better without it.
LEFT_OUT = {
    "sessions": "everybody logs in anew",
    "core.Session": "everybody logs in anew",
    "django_tasks_database": "what waited days ago must not be done, or mailed, once more",
    "wagtailsearch": "each database has a form of its own for it; it is made anew",
    "core.Made": "summaries and cards are made when somebody asks for them",
    "translation.Line": "the board is made anew",
    "translation.Cell": "the board is made anew",
    "translation.Changed": "the board is made anew",
    "translation.Edition": "the board is made anew",
    "core.BackupRun": "it tells of the backups of one installation",
    "core.Attempts": "it counts what was tried within some minutes",
    "wagtailadmin.EditingSession": "who is editing at this moment",
}
# Rows without their file are not worth keeping: both are made anew where a page shows the picture.
REMADE = {"core_siterendition", "wagtailimages_rendition"}

AT_ONCE = 2000  # rows read from the database
MAX_ROWS = 500  # in one statement,
MAX_BYTES = 1_000_000  # which holds no more text than that, but for a single row


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[Column, ...]
    key: str
    counts: bool  # the database gives out the keys

    @classmethod
    def of(cls, model):
        fields = [field for field in model._meta.local_concrete_fields if not field.generated]
        key = model._meta.pk
        counts = key in fields and key.get_internal_type() in ("AutoField", "BigAutoField", "SmallAutoField")
        return cls(model._meta.db_table, tuple(Column.of(field) for field in fields), key.column, counts)

    @classmethod
    def read(cls, described):
        columns = tuple(Column(**column) for column in described["columns"])
        return cls(described["name"], columns, described["key"], described["counts"])

    def described(self):
        columns = [column.described() for column in self.columns]
        return {"name": self.name, "key": self.key, "counts": self.counts, "columns": columns}

    def of_files(self):
        """``(place in a row, column)`` of the columns that name files."""
        return [(place, column) for place, column in enumerate(self.columns) if column.kind == "file"]

    def rows(self, connection):
        """All rows as lists that JSON can hold; no more than some of them are in memory."""
        name, order = connection.ops.quote_name(self.name), connection.ops.quote_name(self.key)
        if connection.vendor == "postgresql" and any(
            one.name == self.key and one.kind == "text" for one in self.columns
        ):
            order += ' COLLATE "C"'  # as SQLite orders them
        writers = self._each(connection, "writer")
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT {self._names(connection)} FROM {name} ORDER BY {order}")  # noqa: S608  our names
            while found := cursor.fetchmany(AT_ONCE):
                for row in found:
                    row = list(row)
                    for place, write in writers:
                        row[place] = write(row[place])
                    yield row

    def file_names(self, connection):
        for _place, column in self.of_files():
            name, table = connection.ops.quote_name(column.name), connection.ops.quote_name(self.name)
            with connection.chunked_cursor() as cursor:
                cursor.execute(f"SELECT {name} FROM {table} WHERE {name} <> ''")  # noqa: S608  our names
                while found := cursor.fetchmany(AT_ONCE):
                    yield from (one for (one,) in found)

    def load(self, connection, lines):
        """Insert what :meth:`rows` gave, as lines of JSON; how many they were."""
        readers = self._each(connection, "reader")
        limit = connection.features.max_query_params or MAX_ROWS * len(self.columns)
        most = max(1, min(MAX_ROWS, limit // len(self.columns)))
        batch, size, count = [], 0, 0
        with connection.cursor() as cursor:
            for line in lines:
                row = json.loads(line)
                for place, read in readers:
                    row[place] = read(row[place])
                if batch and (len(batch) == most or size + len(line) > MAX_BYTES):
                    self._insert(connection, cursor, batch)
                    batch, size = [], 0
                batch.append(row)
                size += len(line)
                count += 1
            if batch:
                self._insert(connection, cursor, batch)
        return count

    def _insert(self, connection, cursor, rows):
        one = f"({', '.join(['%s'] * len(self.columns))})"
        into = f"{connection.ops.quote_name(self.name)} ({self._names(connection)})"
        values = [value for row in rows for value in row]
        cursor.execute(f"INSERT INTO {into} VALUES {', '.join([one] * len(rows))}", values)  # noqa: S608  our names

    def compare(self, connection, lines):
        """Refuse if the database does not hold these rows, and these only."""
        for row, line in zip_longest(self.rows(connection), lines):
            if row is None or line is None:
                raise Refusal(f"{self.name} holds {'fewer' if row is None else 'more'} rows than the backup.")
            for column, here, there in zip(self.columns, row, json.loads(line), strict=True):
                if not column.agree(here, there):
                    raise Refusal(f"{self.name} {row[0]}: {column.name} is not what the backup has.")

    def _names(self, connection):
        return ", ".join(connection.ops.quote_name(column.name) for column in self.columns)

    def _each(self, connection, what):
        found = ((place, getattr(column, what)(connection)) for place, column in enumerate(self.columns))
        return [(place, convert) for place, convert in found if convert]


def of_models(apps):
    """``(tables to keep, {name of a table left out: why})``, of the models of today or of another time."""
    kept, left_out = [], {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        why = LEFT_OUT.get(model._meta.app_label) or LEFT_OUT.get(model._meta.label)
        if why:
            left_out[model._meta.db_table] = why
        else:
            kept.append(Table.of(model))
    return sorted(kept, key=lambda table: table.name), left_out


@contextmanager
def snapshot(connection):
    """All that is read within is of one moment, and nobody who writes meanwhile has to wait."""
    if connection.vendor == "postgresql":
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # Django would begin it as one that writes, and keep the editors out
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
