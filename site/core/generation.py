"""The site's generation: raised by every change a reader could see, in the transaction of that change.

Every cache takes its key from :func:`current`, so nothing is ever purged by guess. The key carries a random part
beside the number: a number raised in a transaction that is rolled back is given out again later, and must not
find what was remembered under it.
"""

import secrets

from asgiref.local import Local
from django.core.signals import request_started
from django.db.models import F

MAX_REMEMBERED = 20_000  # values a process keeps for one generation; a few kB each at the most

_request = Local()
_memory = {"key": None, "values": {}}


def current():
    """The key of the present generation, ``number-token``; one query, once a request."""
    key = getattr(_request, "key", None)
    if key is None:
        key = _request.key = _read()
    return key


def advance():
    """Raise the number. Call it inside the transaction that makes the change."""
    from core.models.generation import Generation

    changed = Generation.objects.filter(pk=1).update(number=F("number") + 1, token=secrets.token_hex(6))
    if not changed:
        Generation.objects.get_or_create(pk=1, defaults={"number": 1, "token": secrets.token_hex(6)})
    forget()


def remember(name, compute):
    """``compute()``, kept in this process until the next generation. ``name`` is a hashable key."""
    key = current()
    if _memory["key"] != key or len(_memory["values"]) > MAX_REMEMBERED:
        _memory.update(key=key, values={})
    values = _memory["values"]
    if name not in values:
        values[name] = compute()
    return values[name]


def forget(**_signal):
    """Look at the database again at the next :func:`current`."""
    _request.key = None


def _read():
    from core.models.generation import Generation

    row = Generation.objects.filter(pk=1).values_list("number", "token").first()
    return f"{row[0]}-{row[1]}" if row else "0-"


request_started.connect(forget)
