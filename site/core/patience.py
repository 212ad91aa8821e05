"""A database that hangs is given up after a while, in the processes that serve: else it would hold every thread.

libpq waits for ever for a server that is frozen, and the kernel goes on answering for it, so that neither keep-alives nor
the timeouts of TCP notice. psycopg2 lets the waiting be done by a function of ours.
"""

import select

from django.conf import settings
from django.db import connection

PATIENCE = 10  # seconds for one answer; no page and no save takes as long


def be_impatient():
    if connection.vendor == "postgresql":
        from psycopg2 import extensions

        extensions.set_wait_callback(wait)


def wait(connection):
    from psycopg2 import OperationalError, extensions

    patience = getattr(settings, "DATABASE_PATIENCE", PATIENCE)
    while (state := connection.poll()) != extensions.POLL_OK:
        wanted = [connection.fileno()]
        reading, writing = (wanted, []) if state == extensions.POLL_READ else ([], wanted)
        if not any(select.select(reading, writing, [], patience)):
            raise OperationalError(f"The database has not answered for {patience} s.")
