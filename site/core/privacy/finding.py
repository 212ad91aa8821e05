"""Where something stands in the database: every column of text or JSON of every table, those that come later included."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from core.backup.columns import Column

# Without people's addresses by how they are made (tests hold it), or made anew from what is searched here.
NOT_SEARCHED = ("sessions", "wagtailsearch", "core.AuditEntry", "core.AuditHead")
KINDS = ("text", "json")


@dataclass(frozen=True)
class Hit:
    model: type
    pk: object
    columns: tuple  # (name, kind, text) of those in which it stands


def hits(words):
    """All rows with one of these ``Words``, table by table."""
    for model in tables():
        yield from hits_in(model, words)


def tables():
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.app_label not in NOT_SEARCHED and meta.label not in NOT_SEARCHED:
            yield model


def columns_of(model):
    found = [Column.of(field) for field in model._meta.local_concrete_fields if not field.generated]
    return [column for column in found if column.kind in KINDS]


def texts_with(*parts):
    """All texts in which one of these stands."""
    quoted = connection.ops.quote_name
    for model in tables():
        table = quoted(model._meta.db_table)
        for column in columns_of(model):
            text = f"CAST({quoted(column.name)} AS TEXT)"
            where = " OR ".join(f"{text} LIKE %s ESCAPE '!'" for _part in parts)
            with connection.chunked_cursor() as cursor:
                cursor.execute(f"SELECT {text} FROM {table} WHERE {where}", [like(part) for part in parts])  # noqa: S608
                yield from (value for (value,) in cursor)


def hits_in(model, words):
    columns = columns_of(model)
    if not (columns and words):
        return
    quoted = connection.ops.quote_name
    texts = [f"CAST({quoted(column.name)} AS TEXT)" for column in columns]
    likes = [like(one) for word in words for one in word.spellings]
    where = " OR ".join(f"LOWER({text}) LIKE %s ESCAPE '!'" for text in texts for _like in likes)
    key, table = quoted(model._meta.pk.column), quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {', '.join(texts)} FROM {table} WHERE {where}", likes * len(texts))  # noqa: S608
        rows = cursor.fetchall()
    for pk, *values in rows:
        found = tuple(
            (column.name, column.kind, value)
            for column, value in zip(columns, values, strict=True)
            if value and any(word.stand_in(value) for word in words)
        )
        if found:
            yield Hit(model, model._meta.pk.to_python(pk), found)


def like(text):
    for special in "!%_":
        text = text.replace(special, f"!{special}")
    return f"%{''.join(letter.lower() if letter.isascii() else letter for letter in text)}%"


def write(hit, values):
    """New texts of columns, past everything that models make of a save."""
    quoted = connection.ops.quote_name
    is_jsonb = connection.vendor == "postgresql"
    kinds = {name: kind for name, kind, _text in hit.columns}
    places = [f"{quoted(name)} = %s{'::jsonb' if is_jsonb and kinds.get(name) == 'json' else ''}" for name in values]
    key = hit.model._meta.pk.get_db_prep_value(hit.pk, connection)
    statement = f"UPDATE {quoted(hit.model._meta.db_table)} SET {', '.join(places)} WHERE {quoted(hit.model._meta.pk.column)} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values.values(), key])
