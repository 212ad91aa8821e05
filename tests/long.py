"""Which tests take long: they run in ``.ci/run`` and with ``-m long``, and what one waits for many times a day goes on
without them.

The list beside this file is written by ``manage.py test -m "not browser" --write-long``: test functions that take longer
than ``FUNCTION`` seconds, all their cases together, and files of which the others still take longer than ``FILE``. A new
test is not on it.
"""

from collections import Counter, defaultdict
from pathlib import Path

FUNCTION, FILE = 0.4, 5
LIST = Path(__file__).with_name("long.txt")
known = frozenset(LIST.read_text(encoding="utf-8").split()) if LIST.exists() else frozenset()
took = defaultdict(Counter)  # {file: {function: seconds}}


def pytest_addoption(parser):
    parser.addoption("--write-long", action="store_true", help="write tests/long.txt anew from what this run takes")


def pytest_itemcollected(item):
    if {*names_of(item.nodeid)} & known:
        item.add_marker("long")


def pytest_runtest_logreport(report):
    file, function = names_of(report.nodeid)
    took[file][function] += report.duration


def pytest_sessionfinish(session):
    if session.config.option.write_long and not hasattr(session.config, "workerinput"):
        LIST.write_text("".join(f"{name}\n" for name in sorted(long_ones())), encoding="utf-8")


def long_ones():
    for file, functions in took.items():
        long = {name for name, seconds in functions.items() if seconds > FUNCTION}
        rest = sum(seconds for name, seconds in functions.items() if name not in long)
        yield from [file] if rest > FILE else long


def names_of(nodeid):
    """Of the file, and of the function in it."""
    name = nodeid.partition("[")[0].split("@")[0]
    return name.partition("::")[0], name
