"""Which key a table gives out next: the number of a page that was deleted is not given to another one, whose history
would then be mixed with that of the first.
"""


def last(connection, table):
    """The highest key that was ever given out, 0 if none was."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = _sequence(connection, cursor, table)
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        found = cursor.fetchone()
    return found[0] if found else 0


def set_last(connection, table, last):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = _sequence(connection, cursor, table)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(last, 1), last > 0])
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        if last:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])


def _sequence(connection, cursor, table):
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table.name), table.key])
    return cursor.fetchone()[0]
