"""Where backups are kept: what is half made is never taken for a whole one."""

import os
import tempfile
import time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.backup.places import ABANDONED, Folder, place
from core.backup.refusal import Refusal
from core.models import BackupRun
from tests.backups import small_archive
from tests.services import free_port

NAME = "backup-20261129T020000Z.zip"


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "backups")


@pytest.fixture
def bucket(monkeypatch):
    moto = pytest.importorskip("moto")
    import boto3

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with moto.mock_aws():
        boto3.resource("s3", region_name="us-east-1").create_bucket(Bucket="backups")
        yield place("s3://backups/of/the/site?region_name=us-east-1")


@pytest.fixture(params=["folder", "bucket"])
def where(request):
    return request.getfixturevalue(request.param)


def test_a_whole_one_is_listed_and_found_again_and_deleted(where):
    assert where.names() == []
    with pytest.raises(Refusal, match="no backup in"):
        where.newest()
    for name in (NAME, NAME.replace("2026", "2025")):
        with where.new(name) as file:
            file.write(b"content")
    assert where.newest() == NAME
    assert where.size(NAME) == 7
    with where.file(NAME) as path:
        assert path.read_bytes() == b"content"
    where.delete(NAME)
    assert where.names() == [NAME.replace("2026", "2025")]
    with pytest.raises(Refusal, match=f"no {NAME}"), where.file(NAME):
        pass


def test_one_that_fails_leaves_nothing(where):
    with pytest.raises(RuntimeError), where.new(NAME) as file:
        file.write(b"content")
        raise RuntimeError
    assert where.names() == []


def test_in_a_folder_nobody_else_can_read_it_and_half_of_one_has_another_name(folder):
    with folder.new(NAME):
        assert folder.names() == []
    assert (folder.path / NAME).stat().st_mode & 0o777 == 0o600
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_what_a_killed_one_left_goes_after_some_days_and_other_files_stay(folder):
    folder.path.mkdir()
    old, fresh, foreign = (folder.path / name for name in (f".{NAME}.1.partial", f".{NAME}.2.partial", "notes.txt"))
    for path in (old, fresh, foreign):
        path.write_text("")
    before = time.time() - ABANDONED - 60
    os.utime(old, (before, before))
    with folder.new(NAME):
        pass
    assert {path.name for path in folder.path.iterdir()} == {fresh.name, foreign.name, NAME}
    assert folder.names() == [NAME]


def test_none_is_written_over(folder):
    with folder.new(NAME):
        pass
    with pytest.raises(Refusal, match="is there already"), folder.new(NAME):
        pass


def test_an_address_may_be_a_folder_or_a_bucket(tmp_path, bucket):
    assert str(place(f"file://{tmp_path}")) == str(place(str(tmp_path))) == str(tmp_path)
    assert str(bucket) == "s3://backups/of/the/site/"


@pytest.mark.django_db(transaction=True)
def test_the_site_backs_up_into_a_bucket_and_is_restored_from_it(bucket, settings, capsys):
    settings.BACKUP_URL = "s3://backups/nightly?region_name=us-east-1"
    call_command("backup", to=settings.BACKUP_URL)
    call_command("restore", "newest", "--dry-run", where=settings.BACKUP_URL)
    said = capsys.readouterr().out
    assert "Every checksum is right" in said and said.endswith("Nothing was changed.\n")


@pytest.mark.django_db(transaction=True)
def test_a_storage_that_is_gone_is_said_and_written_down(monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = f"s3://backups/nightly?region_name=us-east-1&endpoint_url=http://127.0.0.1:{free_port()}"
    with pytest.raises(CommandError, match="s3://backups/nightly/ does not do what it is asked"):
        call_command("backup", to=gone)
    assert "Could not connect" in BackupRun.objects.get().problem
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CommandError, match="does not do what it is asked"):
        call_command("backup", "--list", to=gone)


def test_a_path_is_as_good_as_a_name(tmp_path, db):
    path = small_archive(tmp_path / "by hand.zip")
    with pytest.raises(CommandError, match="older than this database"):
        call_command("restore", str(path))
    with pytest.raises(CommandError, match=r"There is no elsewhere\.zip in"):
        call_command("restore", "elsewhere.zip", where=str(tmp_path))
