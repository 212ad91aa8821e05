"""Which tests take long: they run in ``.ci/run`` and with ``-m long``, and what one waits for many times a day goes on
without them.

Those that want the demo are: it takes as long to load as two hundred other tests. And those that are listed beside this
file, by ``manage.py test -m "" --write-long``: test functions that take longer than ``SECONDS``, all their cases together,
and how many they took. A new test is not on the list. In a file that is named on the command line nothing is left out.
"""

from collections import Counter
from pathlib import Path

SECONDS = 0.4
LIST = Path(__file__).with_name("long.txt")
lines = LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []
known = {name: float(seconds) for name, seconds in map(str.split, lines)}
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
        LIST.write_text("".join(f"{name} {took[name]:.1f}\n" for name in names), encoding="utf-8")


def seconds_of(items):
    """By file: the one that takes longest is begun first, or in the end all wait for it."""
    found = Counter()
    for name, path in {function_of(item.nodeid): item.path for item in items}.items():
        found[path] += known.get(name, 0)
    return found


def function_of(nodeid):
    return nodeid.partition("[")[0].split("@")[0]
