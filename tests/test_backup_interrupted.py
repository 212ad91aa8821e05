"""Killed at any moment: a backup is whole or not there, a restored site is as before or as in the backup.

``BACKUP_KILLS`` says how many times each is killed.
"""

import os
import random
import time

import pytest

from core.backup.archive import Reader
from core.backup.places import Folder
from tests import database
from tests.backups import killed, like_the_suite

pytestmark = pytest.mark.django_db

KILLS = int(os.environ.get("BACKUP_KILLS", "2"))
AT_THE_LATEST = 120  # seconds that a process may take to begin


@pytest.fixture
def site(tmp_path):
    made = []

    def make(name, kind=database.EMPTY):
        made.append(like_the_suite()(tmp_path / name, kind))
        return made[-1]

    yield make
    for one in made:
        one.drop()


@pytest.fixture
def demo_site(site):
    return site("demo", database.DEMO)


def test_a_backup_that_is_killed_is_not_taken_for_one(demo_site):
    backups = demo_site.folder / "backups"
    place, lasts, ended = Folder(backups), 1.0, 0
    for number in range(KILLS + 1):
        before = set(place.names())
        process = demo_site.start("backup", "--keep-all")
        patience = time.monotonic() + AT_THE_LATEST
        while not list(backups.glob(f".*.{process.pid}.partial")) and process.poll() is None:
            assert time.monotonic() < patience
            time.sleep(0.005)
        began = time.monotonic()
        if number == 0:  # how long it takes
            assert killed(process, AT_THE_LATEST)
            lasts = time.monotonic() - began
        else:
            ended += killed(process, random.uniform(0, lasts))
        for name in set(place.names()) - before:
            reader = Reader(backups / name)
            reader.check()
            reader.close()
        time.sleep(1)  # names tell seconds apart
    assert place.names()
    assert ended < KILLS
    assert demo_site.run("restore", place.names()[0], "--dry-run", "--replace")


def test_a_site_whose_restoring_is_killed_is_empty_or_whole(demo_site, site):
    path = demo_site.backup()
    whole, files = demo_site.content()
    empty = site("empty").content()[0]
    lasts, left_empty = 1.0, None
    for number in range(KILLS + 1):
        target = site(f"site-{number}")
        process = target.start("restore", path, PYTHONUNBUFFERED="1")
        for line in process.stdout:
            if line.startswith("To be restored"):
                break
        began = time.monotonic()
        if number == 0:
            assert killed(process, AT_THE_LATEST)
            lasts = time.monotonic() - began
        else:
            killed(process, 0 if number == KILLS else random.uniform(0, lasts))
        found = target.content()[0]
        assert found in (empty, whole)
        if found == empty:
            left_empty = target
    assert left_empty  # the last was killed when it had hardly begun
    left_empty.run("restore", path)  # once more, with what the killed one left
    assert left_empty.content()[0] == whole
    there = left_empty.content()[1]
    assert {name: there[name] for name in files} == files
