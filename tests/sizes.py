"""How much of what has no end a run tries: a bounded part, or all with ``FULL_SIZE=1``."""

import os

FULL = os.environ.get("FULL_SIZE", "") == "1"


def bounded(few, *, full):
    return full if FULL else few
