"""A backup that only the holder of a key can read."""

import io
import os
import shutil
import subprocess

import pyrage
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.backup.encryption import decrypt, encrypting, suffix
from core.backup.refusal import Refusal

PLAIN = os.urandom(1 << 20) + b"the end"
MINE, ANOTHER = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()


@pytest.fixture
def key(tmp_path):
    def written(identity):
        path = tmp_path / "key.txt"
        path.write_text(f"# created: today\n# public key: {identity.to_public()}\n{identity}\n")
        return str(path)

    return written


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "backup.zip.age"
    with open(path, "wb") as file, encrypting(str(MINE.to_public()), file) as stream:
        for place in range(0, len(PLAIN), 50_000):
            stream.write(PLAIN[place : place + 50_000])
    return path


def test_who_has_the_key_reads_it(mine, key, tmp_path):
    assert PLAIN[:100] not in mine.read_bytes()
    decrypt(mine, tmp_path / "plain", key(MINE))
    assert (tmp_path / "plain").read_bytes() == PLAIN


def test_who_has_another_or_none_does_not(mine, key, tmp_path):
    with pytest.raises(Refusal, match="another key is needed"):
        decrypt(mine, tmp_path / "plain", key(ANOTHER))
    with pytest.raises(Refusal, match="name the file with its key"):
        decrypt(mine, tmp_path / "plain", "")


@pytest.mark.parametrize("text", ["", "# nothing\n", "AGE-SECRET-KEY-1WRONG\n"])
def test_a_file_without_a_key_is_named(mine, tmp_path, text):
    (tmp_path / "key.txt").write_text(text)
    with pytest.raises(Refusal, match=r"key\.txt"):
        decrypt(mine, tmp_path / "plain", str(tmp_path / "key.txt"))


def test_a_damaged_or_shortened_one_is_refused(mine, key, tmp_path):
    whole = mine.read_bytes()
    for damaged in (whole[:5000] + b"\0" + whole[5001:], whole[:-1], whole[: len(whole) // 2], whole[:20]):
        mine.write_bytes(damaged)
        with pytest.raises(Refusal):
            decrypt(mine, tmp_path / "plain", key(MINE))


def test_a_recipient_that_is_none_is_refused_before_anything_is_written():
    with pytest.raises(Refusal, match="no key of age"), encrypting("age1nonsense", io.BytesIO()):
        pytest.fail("It began to write.")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is full")
def test_a_full_disk_is_a_failure_and_no_waiting():
    with (
        pytest.raises(OSError, match=r"No space left|can't be encrypted"),
        open("/dev/full", "wb", buffering=0) as full,
        encrypting(str(MINE.to_public()), full) as stream,
    ):
        for _ in range(100):
            stream.write(PLAIN)


@pytest.mark.django_db(transaction=True)
def test_the_site_is_backed_up_for_a_key_and_restored_with_it(settings, tmp_path, key, capsys):
    settings.BACKUP_RECIPIENT = str(MINE.to_public())
    call_command("backup", to=str(tmp_path / "backups"))
    (made,) = (tmp_path / "backups").iterdir()
    assert made.suffix == ".age"
    call_command("restore", str(made), "--dry-run", identity=key(MINE))
    assert "Every checksum is right" in capsys.readouterr().out
    with pytest.raises(CommandError, match="another key is needed"):
        call_command("restore", str(made), "--dry-run", identity=key(ANOTHER))


# With gpg


@pytest.fixture
def gnupg(monkeypatch, tmp_path_factory):
    if not shutil.which("gpg"):
        pytest.skip("gpg is not installed")
    home = tmp_path_factory.mktemp("g")
    home.chmod(0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    make = [
        "gpg",
        "--batch",
        "--passphrase",
        "",
        "--quick-gen-key",
        "backup@example.org",
        "default",
        "default",
        "never",
    ]
    subprocess.run(make, check=True, capture_output=True)
    yield
    subprocess.run(["gpgconf", "--kill", "all"], check=False)


def test_any_other_recipient_is_one_of_gpg(gnupg, tmp_path, monkeypatch):
    path = tmp_path / "backup.zip.gpg"
    assert suffix("backup@example.org") == ".gpg"
    with open(path, "wb") as file, encrypting("backup@example.org", file) as stream:
        stream.write(PLAIN)
    assert PLAIN[:100] not in path.read_bytes()
    decrypt(path, tmp_path / "plain", "")
    assert (tmp_path / "plain").read_bytes() == PLAIN
    monkeypatch.setenv("GNUPGHOME", str(tmp_path))
    with pytest.raises(Refusal, match="gpg can't decrypt"):
        decrypt(path, tmp_path / "plain", "")


def test_gpg_says_whom_it_does_not_know(gnupg, tmp_path):
    with (
        pytest.raises(OSError, match=r"gpg can't encrypt for nobody@example\.org"),
        open(tmp_path / "file", "wb") as file,
        encrypting("nobody@example.org", file) as stream,
    ):
        stream.write(PLAIN)
