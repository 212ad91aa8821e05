"""A backup that is not just what was made is refused before anything is changed."""

import json

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from core.backup.archive import COMMENT, Reader
from core.backup.making import make
from core.backup.places import Folder
from core.backup.refusal import Refusal
from tests.backups import content, rewritten, small_archive

pytestmark = pytest.mark.once

BITS = 0b0000_0001, 0b1000_0000


def read(path):
    reader = Reader(path)
    try:
        reader.check()
    finally:
        reader.close()
    return reader.manifest


def test_a_whole_one_is_taken(tmp_path):
    manifest = read(small_archive(tmp_path / "whole.zip"))
    assert [table["rows"] for table in manifest["tables"]] == [2, 1]


@pytest.mark.parametrize("bit", BITS)
def test_every_byte_counts(tmp_path, bit):
    whole = small_archive(tmp_path / "whole.zip").read_bytes()
    damaged = tmp_path / "damaged.zip"
    for place in range(len(whole)):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        with pytest.raises(Refusal, match=r"damaged|not a whole backup"):
            read(damaged)


def test_one_that_is_cut_off_anywhere_is_not_whole(tmp_path):
    whole = small_archive(tmp_path / "whole.zip").read_bytes()
    cut = tmp_path / "cut.zip"
    for length in range(len(whole)):
        cut.write_bytes(whole[:length])
        with pytest.raises(Refusal):
            read(cut)
    cut.write_bytes(whole + b"\0")
    with pytest.raises(Refusal):
        read(cut)


def test_a_file_that_is_missing_or_too_many_or_another_is_named(tmp_path):
    def without(manifest):
        manifest["media"].append({"name": "images/lost.png", "size": 1, "sha256": "0" * 64})

    def too_many(manifest):
        manifest["tables"].pop()

    def another(manifest):
        manifest["media"][0]["sha256"] = "0" * 64

    for change, named in (without, "media/images/lost.png"), (too_many, "tables/two.jsonl"), (another, "images/a.png"):
        with pytest.raises(Refusal, match=named):
            read(small_archive(tmp_path / "wrong.zip", change))


def test_one_of_another_format_is_left_to_the_version_that_knows_it(tmp_path):
    with pytest.raises(Refusal, match="has format 2, and this version of the site reads 1"):
        read(small_archive(tmp_path / "later.zip", lambda manifest: manifest.update(format=2)))


def test_the_comment_at_the_end_is_the_digest_that_sha256sum_gives_for_the_rest(tmp_path):
    import hashlib

    whole = small_archive(tmp_path / "whole.zip").read_bytes()
    assert whole[-COMMENT:].decode() == f"sha256:{hashlib.sha256(whole[:-COMMENT]).hexdigest()}"


# With a database


@pytest.fixture
def backup(transactional_db, tmp_path):
    default_storage.delete("images/mine.png")
    made = make(Folder(tmp_path))
    return tmp_path / made.name


def test_a_damaged_backup_changes_nothing(backup):
    before = content(connection)
    whole = backup.read_bytes()
    backup.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
    with pytest.raises(CommandError, match="is damaged"):
        call_command("restore", str(backup))
    assert content(connection) == before


def dangling(manifest, lines):
    row = json.loads(lines["wagtailcore_site"])
    names = [column["name"] for column in described(manifest, "wagtailcore_site")["columns"]]
    row[names.index("root_page_id")] = 999_999
    lines["wagtailcore_site"] = json.dumps(row).encode() + b"\n"


def twice(manifest, lines):
    lines["wagtailcore_site"] *= 2
    described(manifest, "wagtailcore_site")["rows"] = 2


def fewer(manifest, lines):
    described(manifest, "wagtailcore_site")["rows"] = 2


def unknown_column(manifest, lines):
    described(manifest, "wagtailcore_site")["columns"][1]["name"] = "of_another_time"


def described(manifest, name):
    return next(table for table in manifest["tables"] if table["name"] == name)


@pytest.mark.parametrize("change", [dangling, twice, fewer, unknown_column])
def test_rows_that_do_not_fit_bring_everything_back(backup, tmp_path, change):
    before = content(connection)
    wrong = rewritten(backup, tmp_path / "wrong.zip", change)
    with pytest.raises(CommandError, match="wagtailcore_site"):
        call_command("restore", str(wrong))
    assert content(connection) == before


def test_what_is_in_the_database_afterwards_is_compared_with_the_backup(backup, monkeypatch):
    from core.backup import restoring

    def load(archive, described):
        original(archive, described)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_site SET port = 81")

    original, before = restoring.load, content(connection)
    monkeypatch.setattr(restoring, "load", load)
    with pytest.raises(CommandError, match=r"wagtailcore_site \d+: port is not what the backup has"):
        call_command("restore", str(backup))
    assert content(connection) == before
