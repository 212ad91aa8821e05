"""Search that no query can break. What is indexed is each model's ``folded`` (see ``core.languages.fold``)."""

from django.db import connection

from core.languages import fold

MAX_QUERY = 200


def clean_query(text):
    """What a reader typed, as it is searched for: folded, without control characters, of bounded length."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text[:MAX_QUERY])
    return fold(printable)


def escape_lexemes():
    """A ``"`` in a search box is a 500 on SQLite, the admin's included (wagtail/wagtail#13227)."""
    if connection.vendor != "sqlite":
        return  # the module itself can't be imported on another database
    from modelsearch.backends.database.sqlite.query import Lexeme

    def as_sql(self, compiler, connection):
        text = self.value.replace('"', " ").replace("\x00", " ").replace("'", "''").replace("\\", "\\\\")
        return ('"%s"*' if self.prefix else '"%s"'), [text]

    Lexeme.as_sql = as_sql
