from contextlib import contextmanager

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

from core.one_at_a_time import alone

NUMBER = 0x6F757472  # of the lock in the database: “outr”


class Command(migrate.Command):
    """Two that start at once, say two new machines, migrate one after the other: the second finds nothing to do."""

    def handle(self, *args, **options):
        with one_at_a_time(connections[options["database"]]):
            return super().handle(*args, **options)


@contextmanager
def one_at_a_time(connection):
    if connection.vendor != "postgresql":
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with alone(settings.DATA_DIR / "migrate.lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [NUMBER])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])
