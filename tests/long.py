"""Which tests take long: they run in ``.ci/run`` and with ``-m long``, and what one waits for many times a day goes on
without them.

Those that want the demo are: it takes as long to load as two hundred other tests. And those that are listed beside this
file, by ``manage.py test -m "not browser" --write-long``: test functions that take longer than ``SECONDS``, all their
cases together. A new test is not on the list. In a file that is named on the command line nothing is left out.
"""

from collections import Counter
from pathlib import Path

SECONDS = 0.4
LIST = Path(__file__).with_name("long.txt")
known = frozenset(LIST.read_text(encoding="utf-8").split()) if LIST.exists() else frozenset()
took = Counter()


def pytest_addoption(parser):
    parser.addoption("--write-long", action="store_true", help="write tests/long.txt anew from what this run takes")


def pytest_itemcollected(item):
    is_named = any(item.path == Path(one.partition("::")[0]).absolute() for one in item.config.args)
    if not is_named and ("demo" in item.fixturenames or function_of(item.nodeid) in known):
        item.add_marker("long")


def pytest_runtest_logreport(report):
    took[function_of(report.nodeid)] += report.duration


def pytest_sessionfinish(session):
    if session.config.option.write_long and not hasattr(session.config, "workerinput"):
        names = sorted(name for name, seconds in took.items() if seconds > SECONDS)
        LIST.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def function_of(nodeid):
    return nodeid.partition("[")[0].split("@")[0]
