"""A site that is lost comes back from its backup as it was: in an empty database, of the same kind or of the other."""

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils.functional import empty
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from core import generation
from core.audit import chain, guard
from core.models import AuditEntry, BackupRun, SiteImage
from home.models import StandardPage
from tests import database
from tests.backups import Site, content, manifest, rewritten
from tests.conftest import databases

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="from one kind of database to the other")


@pytest.fixture
def backup(demo, transactional_db, tmp_path):
    """Of the demo; afterwards the site is an empty one."""
    gone = Tag.objects.create(name="gone")
    gone.delete()
    call_command("backup", to=str(tmp_path / "backups"), verbosity=0)
    (path,) = (tmp_path / "backups").iterdir()
    yield path
    databases["copies"].use(database.EMPTY)
    databases["copies"].restore()
    databases["copies"].use(database.DEMO)


@pytest.fixture
def before(backup):
    """Rows and files of the demo, when the site is lost."""
    found = content(connection), stored()
    lose()
    assert (content(connection), stored()) != found
    return found


def lose():
    databases["copies"].use(database.EMPTY)
    storages._storages.pop("default", None)
    default_storage._wrapped = empty
    generation.clear()


def stored():
    """Name and bytes of every file."""
    found, folders = {}, [""]
    while folders:
        folder = folders.pop()
        inner, names = default_storage.listdir(folder) if not folder or default_storage.exists(folder) else ([], [])
        folders += [f"{folder}{name}/" for name in inner]
        for name in names:
            with default_storage.open(f"{folder}{name}") as file:
                found[f"{folder}{name}"] = file.read()
    return found


def test_everything_is_there_again(backup, before, client):
    cache.set("of_the_old_site", 1)
    raised = generation.current()
    call_command("restore", str(backup))
    assert content(connection) == before[0]
    assert stored() == {name: before[1][name] for name in named(backup)}
    assert generation.current() != raised
    assert cache.get("of_the_old_site") is None
    assert client.get("/").status_code == client.get("/en/").status_code == 200


def named(backup):
    return [file["name"] for file in manifest(backup)["media"]]


def test_the_audit_log_comes_along_whole_guarded_and_says_so(backup, before):
    call_command("restore", str(backup), verbosity=0)
    assert list(chain.faults()) == [] and guard.missing(connection) == []
    assert AuditEntry.objects.filter(action="published").exists()
    assert AuditEntry.objects.first().action == "backup.restored"


def test_it_can_be_searched_edited_and_added_to(backup, before, client):
    call_command("restore", str(backup))
    page = StandardPage.objects.live().first()
    assert page in get_search_backend().search(page.title, StandardPage.objects.all()).get_queryset()
    assert client.get("/search/", {"q": page.title}).status_code == 200
    assert page.save_revision().pk > max(row[0] for row in before[0]["wagtailcore_revision"])
    assert Tag.objects.create(name="new").pk == 2  # the number of one that is gone is not given out again


def test_of_another_installation_only_its_content_comes(backup, before):
    call_command("restore", str(backup))
    assert not DBTaskResult.objects.exists()
    assert not BackupRun.objects.exists()


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(backup, before, capsys):
    untouched = content(connection), stored()
    call_command("restore", str(backup), "--dry-run")
    said = capsys.readouterr().out
    rows = sum(table["rows"] for table in manifest(backup)["tables"])
    assert f"To be restored: {rows} rows, {len(named(backup))} files (0 are there already)." in said
    assert "Nothing was changed." in said
    assert (content(connection), stored()) == untouched


def test_a_site_with_content_is_not_touched_unless_that_is_said(backup, demo):
    Page.objects.filter(depth__gt=2).first().delete()
    changed, pages = content(connection), Page.objects.filter(depth__gt=2).count()
    with pytest.raises(
        CommandError, match=rf"has content: {pages} pages, \d+ accounts.*--replace: then all of it is deleted"
    ):
        call_command("restore", str(backup))
    assert content(connection) == changed
    call_command("restore", str(backup), "--replace")
    assert Page.objects.filter(depth__gt=2).count() > pages


def test_a_file_that_is_there_with_another_content_is_not_overwritten(backup, before, capsys):
    from django.core.files.base import ContentFile

    mine = named(backup)[0]
    default_storage.save(mine, ContentFile(b"another"))
    untouched = content(connection), stored()
    with pytest.raises(CommandError, match=f"not overwritten(.|\n)*{mine}"):
        call_command("restore", str(backup))
    assert (content(connection), stored()) == untouched


def test_files_that_are_there_already_are_left(backup, before, capsys):
    from django.core.files.base import ContentFile

    mine = named(backup)[0]
    default_storage.save(mine, ContentFile(before[1][mine]))
    call_command("restore", str(backup))
    assert "(1 are there already)" in capsys.readouterr().out


def test_other_languages_are_refused(backup, before, settings):
    settings.LANGUAGE_CODES = ["en", "az", "tr"]
    with pytest.raises(CommandError, match="languages az,en,tr, this site en,az,tr"):
        call_command("restore", str(backup))


def test_one_of_a_newer_version_is_refused(backup, before, tmp_path):
    newer = rewritten(
        backup, tmp_path / "newer.zip", lambda said, _lines: said["migrations"]["core"].append("0999_later")
    )
    with pytest.raises(
        CommandError, match=r"newer version of the site, with migrations this one lacks: core\.0999_later"
    ):
        call_command("restore", str(newer))


def test_one_of_an_older_version_wants_a_database_without_tables(backup, before, tmp_path):
    older = rewritten(
        backup, tmp_path / "older.zip", lambda said, _lines: said["migrations"]["core"].remove("0007_backups")
    )
    with pytest.raises(CommandError, match=r"further migrations: core\.0007_backups.*without tables"):
        call_command("restore", str(older))


def test_a_file_that_vanishes_meanwhile_is_said_and_a_size_of_a_picture_is_made_anew(demo, tmp_path, capsys):
    picture = SiteImage.objects.first()
    size = picture.get_rendition("width-50")
    for file in (picture.file, size.file):
        file.storage.delete(file.name)
    call_command("backup", to=str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert manifest(path)["gone"] == sorted([picture.file.name, size.file.name])
    assert f"not in the backup: {picture.file.name}" in capsys.readouterr().err
    lose()
    call_command("restore", str(path))
    restored = SiteImage.objects.get(pk=picture.pk)
    assert not restored.renditions.filter(pk=size.pk).exists()
    databases["copies"].restore()
    databases["copies"].use(database.DEMO)


# In processes of their own


@pytest.mark.once
def test_a_backup_is_restored_for_trial(backup, capsys):
    """Into a database without tables; on PostgreSQL from there into SQLite."""
    call_command("verify_backup", where=str(backup.parent))
    assert "can be restored" in capsys.readouterr().out


@on_postgresql
def test_from_postgresql_to_sqlite(backup, tmp_path):
    site = Site(tmp_path / "site", database.EMPTY)
    site.run("restore", backup)
    there, here = site.content()[0], content(connection)
    assert {name: len(rows) for name, rows in there.items()} == {name: len(rows) for name, rows in here.items()}
    again = site.backup()
    lose()
    call_command("restore", str(again))
    assert content(connection) == here  # there and back, to the letter


WRITTEN_ON_SQLITE = """
from home.models import HomePage, StandardPage
from tests.factories import make_document, make_page
page = make_page(StandardPage, HomePage.objects.first(), title="Səhifə", body=[{"type": "text", "value": "<p>Çay</p>"}])
page.save_revision()
make_document()
"""


@on_postgresql
def test_from_sqlite_to_postgresql(transactional_db, tmp_path):
    site = Site(tmp_path / "site", database.EMPTY)
    site.run("shell", "-c", WRITTEN_ON_SQLITE)
    call_command("restore", str(site.backup()))  # compares each row by itself
    rows, files = site.content()
    here = content(connection)
    assert {name: len(table) for name, table in here.items()} == {name: len(table) for name, table in rows.items()}
    assert here["wagtailcore_page"] == rows["wagtailcore_page"]
    assert stored() == files and files
    again = StandardPage.objects.get(title="Səhifə")
    assert "Çay" in str(again.body) and again.get_latest_revision_as_object().title == "Səhifə"


@pytest.mark.once
def test_one_of_an_older_version_is_migrated(tmp_path):
    """Made by the code of today of a database of yesterday, as before an update, and restored into one like it."""
    old, new = Site(tmp_path / "old", database.DEMO), Site(tmp_path / "new", database.EMPTY)
    rows = old.content()[0]
    for site in (old, new):
        site.run("migrate", "core", "0006_search")
    path = old.backup()
    assert "0007_backups" not in manifest(path)["migrations"]["core"]
    assert "migrated to today's afterwards" in new.run("restore", path)
    restored = new.content()[0]
    for name in ("wagtailcore_page", "wagtailcore_revision", "auth_user", "core_siteimage"):
        assert restored[name] == rows[name]
