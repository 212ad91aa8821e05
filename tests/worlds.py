"""What the tests of a file begin with is made once in each process: rows, files and all that saving them entails.

``made_once`` in the place of ``pytest.fixture``: a copy of the database is kept of what the fixtures of a test make
together, and each test that wants the same begins with it.
"""

import hashlib
import inspect

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import connection, models, transaction
from django.utils import translation
from django.utils.functional import empty

worlds = {}
used = None  # by this test


def made_once(make):
    """A fixture of rows. It may want ``home``, ``db`` and others of its kind, and nothing that is a test's own.

    A test gets them as the database has them, in the lists and dictionaries they were returned in.
    """
    wanted = dict.fromkeys(["db", *inspect.signature(make).parameters])

    def fixture(**wanted):
        return fresh(used.made[make.__name__])

    fixture.__name__, fixture.__doc__, fixture.__module__ = make.__name__, make.__doc__, make.__module__
    fixture.__signature__ = inspect.Signature(
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in wanted]
    )
    fixture.make = make
    return pytest.fixture(fixture)


def fresh(value):
    if isinstance(value, models.Model):
        return type(value)._base_manager.get(pk=value.pk)
    if isinstance(value, dict):
        return {key: fresh(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(fresh(one) for one in value)
    return value


class World:
    """What several fixtures make together, upon a database of this kind."""

    def __init__(self, module, kind, makers):
        self.module, self.kind, self.makers = module, kind, makers
        self.name = "world_" + hashlib.sha256(repr((module, kind, sorted(makers))).encode()).hexdigest()[:12]

    def make(self):
        """In the database as it is now; what waits for the end of the transaction is not done, as in a test."""
        self.made = {}
        with transaction.atomic():
            for name in self.makers:
                self.value(name)
            connection.run_on_commit = []
        self.files = dict(files())
        leave_nothing_behind()

    def value(self, name):
        if name == "db":
            return None
        if name == "home":
            from tests.factories import source_home

            return source_home()
        if name not in self.made:
            make = self.makers[name]
            self.made[name] = make(**{name: self.value(name) for name in inspect.signature(make).parameters})
        return self.made[name]

    def enter(self):
        global used
        used = self
        for name, content in self.files.items():
            default_storage.save(name, ContentFile(content))


def world_of(item, kind):
    """The world that a test wants, if it wants one."""
    definitions = item._fixtureinfo.name2fixturedefs
    makers = {
        name: definitions[name][-1].func.make
        for name in item.fixturenames
        if name in definitions and hasattr(definitions[name][-1].func, "make")
    }
    if not makers:
        return None
    key = (item.module.__name__, kind, frozenset(makers))
    return worlds.setdefault(key, World(item.module.__name__, kind, makers))


def files(folder=""):
    folders, names = default_storage.listdir(folder)
    for name in names:
        path = f"{folder}/{name}".lstrip("/")
        with default_storage.open(path) as file:
            yield path, file.read()
    for name in folders:
        yield from files(f"{folder}/{name}".lstrip("/"))


def leave_nothing_behind():
    """What a process remembers between requests must not reach the next test."""
    from core import generation

    translation.deactivate()
    generation.clear()
    for cache in caches.all(initialized_only=True):
        cache.clear()
    storages._storages.pop("default", None)
    default_storage._wrapped = empty
