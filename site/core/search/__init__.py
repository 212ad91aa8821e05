"""The search of readers: an index of our own (``core.models.search``), the same on every database.

``texts`` says what a page is found by, ``indexing`` keeps the index, ``backend`` ties it to what Wagtail indexes,
``finding`` answers, ``snippets`` marks. The admin searches with Wagtail's own index.
"""

from django.db import connection

MAX_QUERY = 200


def clean_query(text):
    """What a reader typed without control characters, and of bounded length."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text[:MAX_QUERY]).split())


def escape_lexemes():
    """A ``"`` in a search box is a 500 on SQLite, the admin's included (wagtail/wagtail#13227)."""
    if connection.vendor != "sqlite":
        return  # the module itself can't be imported on another database
    from modelsearch.backends.database.sqlite.query import Lexeme

    def as_sql(self, compiler, connection):
        text = self.value.replace('"', " ").replace("\x00", " ").replace("'", "''").replace("\\", "\\\\")
        return ('"%s"*' if self.prefix else '"%s"'), [text]

    Lexeme.as_sql = as_sql
