"""What a health check learns of the backups."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from core.backup import record, trial
from core.backup.refusal import Refusal
from core.models import BackupRun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "backups")


def test_without_any_it_says_so():
    standing = record.standing()
    assert (standing.age, standing.age_of_test, standing.problem) == (None, None, "")


def test_a_backup_is_written_down(folder, tmp_path):
    call_command("backup", to=folder)
    run = BackupRun.objects.get()
    assert (run.kind, run.problem) == ("made", "")
    assert (tmp_path / "backups" / run.name).stat().st_size == run.size
    assert record.standing().age < timedelta(minutes=5)


def test_one_that_fails_is_too_and_the_last_good_one_still_counts(folder, tmp_path):
    call_command("backup", to=folder)
    made = record.standing().made
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError):
        call_command("backup", to=str(tmp_path / "file" / "below"))
    standing = record.standing()
    assert standing.made == made
    assert "file" in standing.problem
    call_command("backup", to=str(tmp_path / "elsewhere"))
    assert record.standing().problem == ""


def test_a_trial_is_written_down_however_it_ends(folder, monkeypatch):
    def refuse(*arguments):
        raise Refusal("It can't be restored.")

    call_command("backup", to=folder)
    monkeypatch.setattr(trial, "try_out", refuse)
    with pytest.raises(CommandError, match="can't be restored"):
        call_command("verify_backup", where=folder)
    assert record.standing().tested is None
    assert record.standing().problem == "It can't be restored."
    monkeypatch.setattr(trial, "try_out", lambda *arguments: (1, 1))
    call_command("verify_backup", where=folder)
    assert record.standing().age_of_test < timedelta(minutes=5)
    assert record.standing().problem == ""
    assert record.last_tested() == BackupRun.objects.get(kind="made").name


def test_a_damaged_one_fails_its_trial(folder, tmp_path):
    call_command("backup", to=folder)
    (path,) = (tmp_path / "backups").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CommandError, match=r"not a whole backup|is damaged"):
        call_command("verify_backup", where=folder)
    assert "backup" in record.standing().problem


def test_the_trial_looks_at_what_is_there_and_not_at_what_is_said(tmp_path):
    import sqlite3

    database = sqlite3.connect(tmp_path / "db.sqlite3")
    database.execute("CREATE TABLE one (id)")
    database.execute("INSERT INTO one VALUES (1)")
    database.commit()
    database.close()
    with pytest.raises(Refusal, match="one has 1 rows after it was restored, and 2 in the backup"):
        trial.look_at({"tables": [{"name": "one", "rows": 2}], "media": []}, tmp_path)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.png").write_bytes(b"another")
    with pytest.raises(Refusal, match=r"a\.png is not what it was"):
        trial.look_at(
            {"tables": [{"name": "one", "rows": 1}], "media": [{"name": "a.png", "sha256": "0" * 64}]}, tmp_path
        )


def test_old_ones_go_but_for_the_last_that_was_tried_out(folder, tmp_path, settings, capsys):
    settings.BACKUP_KEEP = "1,0,0"
    (tmp_path / "backups").mkdir()
    for day in ("20250101", "20250102"):
        (tmp_path / "backups" / f"backup-{day}T020000Z.zip").write_text("")
    BackupRun.objects.create(kind="tested", at=timezone.now(), name="backup-20250101T020000Z.zip")
    call_command("backup", to=folder)
    assert "deleted: backup-20250102T020000Z.zip" in capsys.readouterr().out
    assert len(list((tmp_path / "backups").iterdir())) == 2
    call_command("backup", "--list", to=folder)
    assert "2025-01-01 02:00 UTC" in capsys.readouterr().out
