"""The site's generation: raised by every change a reader could see, in the transaction of that change.

Every cache takes its key from :func:`current`, so nothing is ever purged by guess. The key carries a random part
beside the number: a number raised in a transaction that is rolled back is given out again later, and must not
find what was remembered under it. It carries the day, too: at midnight a consent to a picture may end.
"""

import secrets
from contextlib import contextmanager

from asgiref.local import Local
from django.core.signals import request_started
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django_tasks.signals import task_started

from core.days import today

MAX_REMEMBERED = 20_000  # values a process keeps for one generation; a few kB each at the most

raised = Signal()  # when the change is in the database, in the process that made it

_request = Local()
_memory = {"now": (None, {})}


def current():
    """The key of the present generation, ``number-token-day``; one query, once a request."""
    key = getattr(_request, "key", None)
    if key is None:
        key = _request.key = _read()
    return key


def advance(withdraws=False):
    """Raise the number. Call it inside the transaction that makes the change.

    ``withdraws``: readers may no longer see what they saw. Nothing that was kept before is shown again, not even while
    the database can't be reached.
    """
    from core.models.generation import Generation

    following = F("number") + 1
    values = {"number": following, "token": secrets.token_hex(6)}
    if withdraws:
        values["withdrawn"] = following
    if not Generation.objects.filter(pk=1).update(**values):
        Generation.objects.get_or_create(pk=1, defaults={"number": 1, "token": secrets.token_hex(6), "withdrawn": 1})
    forget()
    transaction.on_commit(announce)


def announce():
    raised.send(sender=None)


@contextmanager
def apart():
    """What is computed within is forgotten at its end, and nothing from outside is used: a draft is shown to one
    reader and must leave no trace in what the others get.
    """
    _request.apart = {}
    try:
        yield
    finally:
        _request.apart = None


def remember(name, compute):
    """``compute()``, kept in this process until the next generation. ``name`` is a hashable key."""
    values = getattr(_request, "apart", None)
    if values is None:
        values = _values_of(current())
    if name not in values:
        values[name] = compute()
    return values[name]


def _values_of(key):
    """The values of one generation. Read and replaced as one thing: threads of two generations may be here at once."""
    known, values = _memory["now"]
    if known != key or len(values) > MAX_REMEMBERED:
        values = {}
        _memory["now"] = (key, values)
    return values


def clear():
    """Forget all that this process remembers."""
    _memory["now"] = (None, {})
    forget()


def forget(**_signal):
    """Look at the database again at the next :func:`current`."""
    _request.key = None


def _read():
    from core.models.generation import Generation

    try:
        number, token = Generation.objects.values_list("number", "token").get(pk=1)
    except Generation.DoesNotExist:
        number, token = 0, ""
    return f"{number}-{token}-{today()}"


request_started.connect(forget)
task_started.connect(forget)  # a worker has no requests
