"""Backups that only the holder of a key can read: the site knows its public half, and needs no secret to make one.

A recipient that begins with ``age1`` is a key of age (``pyrage``, no program needed); any other is one that ``gpg`` knows.
"""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from core.backup.refusal import Refusal

AGE, GPG = ".age", ".gpg"


def suffix(recipient):
    if not recipient:
        return ""
    return AGE if recipient.startswith("age1") else GPG


@contextmanager
def encrypting(recipient, stream):
    """A stream that takes the plain text of what ``stream``, a file, gets."""
    if not recipient:
        yield stream
    elif suffix(recipient) == AGE:
        with _with_age(recipient, stream) as plain:
            yield plain
    else:
        with _with_gpg(recipient, stream) as plain:
            yield plain


def decrypt(path, target, identity):
    """Write the plain text of the file ``path`` to the file ``target``."""
    if path.suffix == GPG:
        command = ["gpg", "--batch", "--yes", "--output", str(target), "--decrypt", str(path)]
        result = _gpg(subprocess.run, command, capture_output=True, text=True)
        if result.returncode:
            raise Refusal(f"gpg can't decrypt {path.name}: {result.stderr.strip()}")
        return
    import pyrage

    if not identity:
        raise Refusal(f"{path.name} is encrypted: name the file with its key, with --identity or BACKUP_IDENTITY.")
    try:
        with open(path, "rb") as source, open(target, "wb") as plain:
            pyrage.decrypt_io(source, plain, identities(identity))
    except (pyrage.DecryptError, OSError) as error:  # an OSError where it is damaged further on
        raise Refusal(f"{path.name} can't be decrypted: another key is needed, or it is damaged ({error}).") from error


def identities(path):
    """The keys in a file as ``age-keygen`` writes it."""
    import pyrage

    try:
        lines = [line.strip() for line in Path(path).read_text("utf-8").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise Refusal(f"{path} can't be read as a key of age: {error}") from error
    if not found:
        raise Refusal(f"There is no key in {path}.")
    return found


@contextmanager
def _with_age(recipient, stream):
    """pyrage reads what it encrypts, and what makes the archive writes it: a pipe between them."""
    import pyrage

    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise Refusal(f"BACKUP_RECIPIENT is no key of age: {error}") from error
    source, sink = os.pipe()
    failure = []

    def encrypt():
        try:
            with os.fdopen(source, "rb") as plain:
                pyrage.encrypt_io(plain, stream, [key])
        except Exception as error:
            failure.append(error)

    thread = Thread(target=encrypt, daemon=True)
    thread.start()
    try:
        with os.fdopen(sink, "wb") as plain:
            yield plain
    except BrokenPipeError:
        pass  # the other end is gone: its failure says why
    finally:
        thread.join()
    if failure:
        raise OSError(f"The backup can't be encrypted or written: {failure[0]}") from failure[0]


@contextmanager
def _with_gpg(recipient, stream):
    command = [
        "gpg",
        "--batch",
        "--trust-model",
        "always",
        "--compress-algo",
        "none",
        "--recipient",
        recipient,
        "--encrypt",
    ]
    pipes = {"stdin": subprocess.PIPE, "stdout": stream, "stderr": subprocess.PIPE}
    process = _gpg(subprocess.Popen, command, **pipes)
    try:
        with process.stdin as plain:
            yield plain
    except BrokenPipeError:
        pass
    except BaseException:
        process.kill()
        process.wait()
        raise
    said = process.stderr.read().decode(errors="replace").strip()
    if process.wait():
        raise OSError(f"gpg can't encrypt for {recipient}: {said}")


def _gpg(run, command, **options):
    try:
        return run(command, **options)
    except FileNotFoundError as error:
        raise Refusal("The program gpg is not installed.") from error
