"""Media on their way into a bucket and out of it: by a backup, and by a command."""

import subprocess

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from core.backup import trial
from core.management.commands import smoke
from core.models import SiteImage
from tests import buckets, database
from tests.backups import content, manifest
from tests.conftest import databases
from tests.factories import make_document, make_image
from tests.test_backup_round_trip import lose
from tests.uploading import stored

pytestmark = [pytest.mark.once]


@pytest.fixture
def s3(monkeypatch):
    with buckets.s3(monkeypatch) as made:
        made.create_bucket(Bucket="uploads")
        yield made
    buckets.anew()


def on_disk(settings, folder):
    settings.MEDIA_BUCKET, settings.MEDIA_ROOT = "", folder
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "core.whole_files.Storage"}}
    buckets.anew()


@pytest.mark.django_db(transaction=True)
def test_a_site_comes_back_from_a_backup_with_its_media_in_a_bucket_and_from_there_on_a_disk(
    demo, s3, settings, tmp_path, client
):
    rows, files = content(connection), stored()
    call_command("backup", to=str(tmp_path / "first"), verbosity=0)
    [first] = (tmp_path / "first").iterdir()
    named = {file["name"] for file in manifest(first)["media"]}
    try:
        buckets.use(settings)
        lose()
        call_command("restore", str(first), verbosity=0)
        assert content(connection) == rows
        assert stored() == {name: files[name] for name in named} and named
        assert client.get("/").status_code == 200
        picture = SiteImage.objects.first().renditions.first()
        assert b"".join(client.get(picture.url).streaming_content) == files[picture.file.name]

        call_command("backup", to=str(tmp_path / "second"), verbosity=0)
        [second] = (tmp_path / "second").iterdir()
        assert manifest(second)["media"] == manifest(first)["media"]
        on_disk(settings, tmp_path / "media")
        call_command("restore", str(second), replace=True, verbosity=0)
        assert content(connection) == rows
        assert stored() == {name: files[name] for name in named}
    finally:
        databases["copies"].use(database.EMPTY)
        databases["copies"].restore()
        databases["copies"].use(database.DEMO)


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_not_made_without_files_that_are_there_but_away(s3, settings, monkeypatch, tmp_path):
    buckets.use(settings)
    make_document()
    with buckets.away(monkeypatch), pytest.raises(CommandError, match="Could not connect"):
        call_command("backup", to=str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_media_are_copied_into_a_bucket_and_back_while_the_site_runs(s3, settings, tmp_path, capsys):
    on_disk(settings, tmp_path / "media")
    image, document, gone = make_image(), make_document(), make_document("Yox")
    gone.file.storage.delete(gone.file.name)
    files = stored()
    buckets.use(settings)
    call_command("copy_media", str(tmp_path / "media"))
    said = capsys.readouterr()
    assert f"{len(files)} files copied, 0 were there already." in said.out
    assert f"In neither: {gone.file.name}" in said.err
    assert stored() == files and {image.file.name, document.file.name} <= files.keys()

    late = make_document("Gec")
    default_storage.delete(image.file.name)
    call_command("copy_media", str(tmp_path / "media"))
    assert f"1 files copied, {len(files)} were there already." in capsys.readouterr().out

    on_disk(settings, tmp_path / "again")
    call_command("copy_media", buckets.ADDRESS)
    assert stored() == {**files, late.file.name: late.file.open().read()}


@pytest.mark.parametrize("begin", ["trial", "smoke"])
def test_a_site_that_is_thrown_away_does_not_know_the_bucket(monkeypatch, tmp_path, begin):
    """It would delete from it, or put the demo into it."""
    monkeypatch.setenv("MEDIA_BUCKET", "s3://uploads")
    begun = []

    def run(words, env, **options):
        begun.append(env)
        raise InterruptedError

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(InterruptedError):
        if begin == "trial":
            trial.restore(tmp_path / "backup.zip", tmp_path)
        else:
            with smoke.new_site(tmp_path, lambda said: None):
                pass
    [environment] = begun
    assert not environment.get("MEDIA_BUCKET")
