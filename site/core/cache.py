"""Django's cache on Redis, which is left alone for a moment after it has failed.

``IGNORE_EXCEPTIONS`` makes each question to a frozen server cost its timeout, and a page asks many.
"""

import logging
import time
from functools import wraps

from django_redis.client import DefaultClient
from django_redis.exceptions import ConnectionInterrupted

BREAK = 5  # seconds
ASKED = (
    *("add", "clear", "decr", "delete", "delete_many", "delete_pattern", "get", "get_many", "has_key", "incr", "keys"),
    *("set", "set_many", "touch", "ttl"),
)

logger = logging.getLogger(__name__)


def guarded(method):
    @wraps(method)
    def asked(self, *args, **kwargs):
        if time.monotonic() < self.broken_until:
            raise ConnectionInterrupted(connection=None)
        try:
            return method(self, *args, **kwargs)
        except ConnectionInterrupted as error:
            self.broken_until = time.monotonic() + BREAK
            logger.warning("The cache fails and is left alone for %s s: %s", BREAK, error)
            raise

    return asked


class Client(DefaultClient):
    broken_until = 0


for _name in ASKED:
    setattr(Client, _name, guarded(getattr(DefaultClient, _name)))
