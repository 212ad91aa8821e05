"""The version before still serves while a new one migrates: migrations add, and what takes away comes a version later.

A migration that takes away says with which version that was prepared: ``contracts = "…"`` in its class.
"""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests import services
from tests.backups import Site
from tests.expanding import faults

OURS = ("core", "home", "news", "projects", "translation")
BEFORE_THE_RULE = {  # the last of each app that is not asked: no site ran a version before these
    "core": "0009_withdrawn",
    "home": "0005_names_in_the_source_language",
    "news": "0004_latest_first",
    "projects": "0002_address_languages",
    "translation": "0004_together",
}


@pytest.mark.django_db
def test_every_migration_is_one_the_version_before_can_live_with():
    loader = MigrationLoader(None)
    found = []
    for app_label, name in sorted(key for key in loader.graph.nodes if key[0] in OURS):
        if name > BEFORE_THE_RULE[app_label]:
            migration = loader.graph.nodes[app_label, name]
            found += faults(migration, loader.project_state((app_label, name), at_end=False))
    assert found == []


def before():
    state = ProjectState()
    fields = [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=20, null=True))]
    state.add_model(ModelState("core", "Thing", fields))
    return state


GOOD = {
    "a column that may be empty": migrations.AddField("Thing", "more", models.TextField(null=True)),
    "one with a default of the database": migrations.AddField("Thing", "n", models.IntegerField(db_default=0)),
    "a longer text": migrations.AlterField("Thing", "name", models.CharField(max_length=40, null=True)),
    "a text without end": migrations.AlterField("Thing", "name", models.TextField(null=True)),
    "a new table": migrations.CreateModel("Other", [("id", models.AutoField(primary_key=True))]),
}
BAD = {
    "a column without a default": migrations.AddField("Thing", "more", models.TextField(default="")),
    "a column taken away": migrations.RemoveField("Thing", "name"),
    "another name": migrations.RenameField("Thing", "name", "title"),
    "a table taken away": migrations.DeleteModel("Thing"),
    "a shorter text": migrations.AlterField("Thing", "name", models.CharField(max_length=10, null=True)),
    "no longer empty": migrations.AlterField("Thing", "name", models.CharField(max_length=20)),
    "another type": migrations.AlterField("Thing", "name", models.IntegerField(null=True)),
}


def migration_of(*operations, **attributes):
    return type("Migration", (migrations.Migration,), {"operations": operations, **attributes})("0001_test", "core")


@pytest.mark.parametrize("name", GOOD)
def test_what_adds_is_let_through(name):
    assert faults(migration_of(GOOD[name]), before()) == []


@pytest.mark.parametrize("name", BAD)
def test_what_takes_away_is_found_unless_it_says_that_it_was_prepared(name):
    assert len(faults(migration_of(BAD[name]), before())) == 1
    assert faults(migration_of(BAD[name], contracts="1.4"), before()) == []


def test_what_is_forbidden_of_a_new_table_forbids_the_version_before_nothing():
    once = migrations.AddConstraint("Other", models.UniqueConstraint(fields=["id"], name="once"))
    assert faults(migration_of(GOOD["a new table"], once), before()) == []
    state = before()
    GOOD["a new table"].state_forwards("core", state)
    assert len(faults(migration_of(once), state)) == 1


def at_once(folder, url, count=2):
    site = Site(folder)
    site.url = url or site.url
    started = [site.start("migrate", "--noinput", "--verbosity", "0") for _ in range(count)]
    said = [process.communicate(timeout=300)[1] for process in started]
    assert [process.returncode for process in started] == [0] * count, said
    assert site.run("migrate", "--check") is not None


@pytest.mark.fault
@pytest.mark.once
def test_two_that_start_on_an_empty_sqlite_migrate_one_after_the_other(tmp_path):
    at_once(tmp_path, None)


@pytest.mark.fault
@pytest.mark.once
@pytest.mark.skipif(not services.are_here(), reason="needs the programs of PostgreSQL")
def test_and_on_an_empty_postgresql(tmp_path):
    postgresql = services.PostgreSQL(tmp_path)
    try:
        at_once(tmp_path / "site", postgresql.url)
    finally:
        postgresql.stop()
