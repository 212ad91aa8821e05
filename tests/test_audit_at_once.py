"""Many who write to the audit log at once make one chain, and wait for each other in no circle. SQLite: bench/writers.py."""

import threading

import pytest
from django.db import connection, transaction

from core import audit, generation
from core.audit import chain
from core.models import AuditEntry

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
WRITERS, ENTRIES = 6, 15


class TakenBack(Exception):
    pass


def test_writers_that_also_publish_and_take_back_make_one_chain():
    if connection.vendor != "postgresql":
        pytest.skip("in memory SQLite has one connection")
    before, errors = AuditEntry.objects.count(), []

    def write(number):
        try:
            for turn in range(ENTRIES):
                try:
                    with transaction.atomic():
                        if (number + turn) % 2:  # one raises the generation before its entry, another after it
                            generation.advance()
                        audit.record(audit.Action.PUBLISHED, details={"writer": number})
                        generation.advance()
                        if turn % 5 == 4:
                            raise TakenBack
                except TakenBack:
                    pass
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert list(chain.faults()) == []
    assert AuditEntry.objects.count() - before == WRITERS * ENTRIES * 4 // 5
