import os

import pytest


def pytest_configure(config):
    from django.conf import settings

    from core.catalogues import compile_changed

    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker is None:
        compile_changed(settings.LOCALE_PATHS)  # in the controller, before any worker starts
    settings.DATA_DIR = settings.DATA_DIR / "tests" / (worker or "main")
    if settings.REDIS_URL:
        number = int(worker.removeprefix("gw")) + 1 if worker else 0
        settings.CACHES["default"]["LOCATION"] = f"{settings.REDIS_URL.rstrip('/')}/{number}"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A copy of a migrated database; a test that commits gets a new copy after it instead of empty tables."""
    from django.test import TransactionTestCase

    from tests.database import database

    copy = database()
    with django_db_blocker.unblock():
        copy.create()
    TransactionTestCase._fixture_teardown = lambda case: copy.restore()
    yield
    with django_db_blocker.unblock():
        copy.drop()


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """What a process remembers between requests must not reach the next test."""
    yield
    from django.core.cache import caches
    from django.core.files.storage import default_storage, storages
    from django.utils import translation
    from django.utils.functional import empty

    from core import generation

    translation.deactivate()
    generation.forget()
    generation._memory.update(key=None, values={})
    for cache in caches.all(initialized_only=True):
        cache.clear()
    storages._storages.pop("default", None)
    default_storage._wrapped = empty


@pytest.fixture
def home(db):
    """The home page of the source language."""
    from home.models import HomePage

    return HomePage.objects.get(locale__language_code=os.environ.get("LANGUAGES", "az").split(",")[0])
