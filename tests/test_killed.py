"""Killed at any moment of a publication, an upload, an import or a translation: all is as before or as after.

``KILLS`` says how often, on each database.
"""

import json
import os

import pytest

from tests import clusters, database, services
from tests.backups import Site

pytestmark = [pytest.mark.fault, pytest.mark.once]

KILLS = int(os.environ.get("KILLS", "5"))


def kill_often(site):
    said = site.run("shell", "--no-imports", "-c", f"from tests.killing import kill_often; kill_often({KILLS})")
    told = json.loads(said.splitlines()[-1])
    print(said.splitlines()[-1])
    assert (told["kills"], told["torn"], told["lost"]) == (KILLS, [], [])
    assert told["done"] > 0


def test_on_sqlite_nothing_is_half_done(tmp_path):
    kill_often(Site(tmp_path / "site", database.DEMO))


@pytest.mark.skipif(not services.are_here(), reason="needs the programs of PostgreSQL")
def test_on_postgresql_nothing_is_half_done(tmp_path):
    postgresql, site = clusters.demo_site(tmp_path)
    try:
        kill_often(site)
    finally:
        postgresql.stop()
