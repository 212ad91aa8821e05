import gc
from urllib.parse import urlsplit

import pytest
from pytest_django.plugin import blocking_manager_key

from tests import long
from tests.long import pytest_addoption, pytest_itemcollected, pytest_runtest_logreport, pytest_sessionfinish  # noqa: F401

databases = {"copies": None, "wanted": None}  # of this worker, and by the next test


def pytest_configure(config):
    from django.conf import settings

    from core.catalogues.files import compile_changed

    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker is None:
        compile_changed(settings.LOCALE_PATHS)  # in the controller, before any worker starts
    settings.DATA_DIR = settings.DATA_DIR / "tests" / (worker or "main")
    if config.getoption("numprocesses") and not config.option.collectonly:  # of the workers, who look for tests first
        from tests import database

        database.make_ahead(database.EMPTY)
    if config.getoption("markexpr") == "browser" and settings.DATABASES["default"]["NAME"] == ":memory:":
        # In memory there is one connection: requests at the same time would be in each other's transactions.
        settings.DATABASES["default"]["NAME"] = settings.DATA_DIR / "test.sqlite3"
    if settings.REDIS_URL:
        number = int(worker.removeprefix("gw")) + 1 if worker else 0
        settings.CACHES["default"]["LOCATION"] = urlsplit(settings.REDIS_URL)._replace(path=f"/{number}").geturl()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Copies of a migrated database. A test that commits gets a new copy after it, instead of empty tables."""
    from django.test import TransactionTestCase

    from tests import database

    copies = database.copies()
    with django_db_blocker.unblock():
        copies.create()
        copies.use(databases["wanted"])
    databases["copies"] = copies
    TransactionTestCase._fixture_teardown = lambda case: copies.restore()
    yield
    databases["copies"] = None
    with django_db_blocker.unblock():
        copies.drop()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Files that want nothing of the database first, and those that want the demo last: it is being made meanwhile."""
    wants = {}
    for item in items:
        wants[item.path] = max(wants.get(item.path, 0), want_of(item))
    seconds = long.seconds_of(items)
    items.sort(key=lambda item: (wants[item.path], -seconds[item.path]))
    is_first = getattr(config, "workerinput", {"workerid": "gw0"})["workerid"] == "gw0"
    if is_first and 2 in wants.values() and not config.option.collectonly:
        from tests import database

        database.make_ahead(database.DEMO)


def want_of(item):
    if "demo" in item.fixturenames:
        return 2
    return int("db" in item.fixturenames or item.get_closest_marker("django_db") is not None)


def pytest_collection_finish():
    """What is imported by now stays to the end: looking through it for garbage is a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """The database that a test begins with. Not in its fixtures, which run within a transaction."""
    from tests import database, worlds

    kind = database.DEMO if "demo" in item.fixturenames else database.EMPTY
    databases["wanted"] = worlds.world_of(item, kind) or kind
    if databases["copies"]:
        with item.config.stash[blocking_manager_key].unblock():
            databases["copies"].use(databases["wanted"])


@pytest.fixture(autouse=True)
def nothing_left_behind():
    yield
    from tests.worlds import leave_nothing_behind

    leave_nothing_behind()


@pytest.fixture
def home(db):
    """The home page of the source language."""
    from tests.factories import source_home

    return source_home()


@pytest.fixture
def demo(db):
    """The demo content, as ``start`` loads it at the first time."""
    from tests.factories import Demo

    return Demo()


@pytest.fixture
def speaks_english(client, admin_client):
    """People whose browser asks for English: the tests quote what they are told."""
    from django.utils import translation

    for one in (client, admin_client):
        one.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("en"):
        yield
