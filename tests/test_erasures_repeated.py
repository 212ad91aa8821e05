"""Who restores an older backup does not bring back what somebody had erased: it is erased again, and nobody had to keep
their address for that.
"""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import get_commands, load_command_class
from django.utils import timezone

from core.backup.places import Folder, name_of
from core.privacy import erasing, erasures, repeating
from core.privacy.accounts import is_anonymous
from core.privacy.subject import Subject
from core.privacy.words import Words
from home.models import StandardPage, Submission
from tests import database
from tests.backups import Site
from tests.contact_form import contact_form
from tests.factories import committed, make_page
from tests.test_personal_data import tables_with
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

ADDRESS, OTHER = "Aynur.Q@example.org", "kaynur.q@example.org"
STAYS = {"core_auditentry"}


@made_once
def page(home):
    """Her account, and her address in texts, beside that of somebody else."""
    get_user_model().objects.create_user("aynur", ADDRESS, "a long enough one")
    form = make_page(contact_form(), home)
    for address in (ADDRESS, OTHER):
        Submission.objects.create(form_key=form.translation_key, language="az", form_data={"e_poct": f"Ə\n{address}"})
    return make_page(StandardPage(title="Yazın", summary=f"Ünvan: {ADDRESS.upper()}."), home)


@pytest.fixture
def kept(settings, tmp_path):
    settings.BACKUP_URL = str(tmp_path / "backups")
    return Folder(settings.BACKUP_URL)


def written_down(typed, kept):
    """The record of an erasure, in a site that looks as before it: as a backup brings it back."""
    erasures.write_down(timezone.now().isoformat(), erasures.marks_of(Subject.named(typed)))
    return erasures.read(kept)


def test_an_erasure_is_written_down_beside_the_backups_and_tells_nobody_whose(page, kept, admin_user):
    with committed():
        erasing.erase(Subject.named(ADDRESS), admin_user)
    (path,) = kept.path.iterdir()
    said = f"{path.name} {path.read_text()}".lower()
    assert "aynur" not in said and "example" not in said
    assert {*json.loads(path.read_text())} == {"at", "key", "marks"}
    assert path.stat().st_mode & 0o077 == 0
    assert kept.names() == []  # it is no backup


@pytest.mark.parametrize("typed", [ADDRESS, ADDRESS.lower(), "aynur"])
def test_all_of_it_is_erased_again_and_nothing_else(page, kept, typed):
    done = repeating.repeat(written_down(typed, kept))
    assert len(done.erasures) == 1 and done.count > 3
    assert tables_with(Words(ADDRESS)) <= STAYS
    assert is_anonymous(get_user_model().objects.get(username__startswith="former-"))
    assert Submission.objects.get().form_data == {"e_poct": f"Ə\n{OTHER}"}
    assert repeating.repeat(erasures.read(kept)).count == 0


def test_an_account_that_was_not_erased_stays_one(page, kept):
    """It has an address by now that somebody else had asked to erase."""
    records = written_down(ADDRESS, kept)
    account = get_user_model().objects.get(username="aynur")
    get_user_model().objects.filter(pk=account.pk).update(username="renamed")
    repeating.repeat(records)
    account.refresh_from_db()
    assert (account.username, account.is_active, account.email) == ("renamed", True, "")


def test_a_former_key_of_the_site_is_good_for_it(page, kept, settings):
    settings.SECRET_KEY, former = "another key of the site, of forty letters", settings.SECRET_KEY
    settings.SECRET_KEY_FALLBACKS = [former]
    records = written_down(ADDRESS, kept)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = former, [settings.SECRET_KEY]
    assert repeating.repeat(records).count > 3


def test_with_another_key_it_can_not_be_done_and_that_is_said(page, kept, settings):
    records = written_down(ADDRESS, kept)
    settings.SECRET_KEY = "another key of the site, of forty letters"
    done = repeating.repeat(records)
    assert (done.erasures, done.others, done.count) == ((), tuple(records), 0)


@pytest.mark.parametrize(
    "text",
    [
        "write to <ali@x.org>.",
        "ALI@X.org",
        json.dumps({"a": "b\nali@x.org"}),
        json.dumps(json.dumps({"a": "ə\nali@x.org, ə"})),
        json.dumps("əali@x.org"[:1]) + '"\\u0259ali@x.org"',
        "next=mailto%3Aali%40x.org",
    ],
)
def test_an_address_is_found_however_a_column_writes_it(text):
    assert "ali@x.org" in set(repeating.addresses_in(text))


def test_a_storage_that_is_away_keeps_nobody_from_erasing(page, kept, admin_user, monkeypatch):
    later = []
    monkeypatch.setattr(erasures, "write", lambda at, marks: 1 / 0)
    task = SimpleNamespace(enqueue=lambda *args: later.append(args))
    monkeypatch.setattr(erasures, "write_down_later", task)
    with committed():
        erasing.erase(Subject.named(ADDRESS), admin_user)
    assert tables_with(Words(ADDRESS)) <= STAYS
    assert len(later) == 1


def test_a_record_goes_with_the_last_backup_that_is_older(kept):
    oldest = datetime(2026, 3, 1, tzinfo=UTC)
    with kept.new(name_of(oldest, "")) as file:
        file.write(b"")
    for days in (-1, 1):
        erasures.write((oldest + timedelta(days=days)).isoformat(), [])
    tidy = load_command_class(get_commands()["backup"], "backup").tidy
    tidy(kept, [7, 5, 12], name_of(oldest, ""))
    assert [one.at for one in erasures.read(kept)] == [oldest + timedelta(days=1)]


ERASE = """
from core.privacy.erasing import erase
from core.privacy.subject import Subject
erase(Subject.named("editor"), None)
"""
LOOK = """
from django.contrib.auth import get_user_model
print("NAMES", *get_user_model().objects.values_list("username", flat=True))
"""


def test_restore_does_it_by_itself_and_says_so(tmp_path):
    site = Site(tmp_path / "site", database.DEMO)
    older = site.backup()
    site.run("shell", "-c", ERASE)
    said = site.run("restore", older.name, "--replace", "--dry-run")
    assert "since then" in said and f"{site.folder / 'backups'}: 1." in said
    said = site.run("restore", older.name, "--replace")
    assert "Erased once more: 1 of " in said
    names = site.run("shell", "-c", LOOK).split("NAMES")[1].split()
    assert "editor" not in names and "chief-editor" in names
    said = site.run("backup") and site.run("restore", "newest", "--replace")
    assert f"{site.folder / 'backups'}: 0." in said
