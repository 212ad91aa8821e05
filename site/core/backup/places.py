"""Where backups are kept: a folder, or a bucket of any S3-compatible storage.

An archive gets its name when it is whole: in a folder by renaming it, in a bucket because an object is there only when
all of it has been sent. What is half made is never listed.
"""

import os
import re
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from core.backup.encryption import AGE, GPG, decrypt
from core.backup.refusal import Refusal
from core.bucket import address

NAME = re.compile(r"backup-(\d{8}T\d{6})Z\.zip(\.age|\.gpg)?")
STAMP = "%Y%m%dT%H%M%S"
PARTIAL = ".partial"
AHEAD = timedelta(hours=1)  # that the clock of another machine may be
ABANDONED = 2 * 24 * 3600  # seconds after which a half-made one is nobody's any more


def name_of(moment, suffix):
    return f"backup-{moment.astimezone(UTC):{STAMP}}Z.zip{suffix}"


def made_at(name):
    return datetime.strptime(NAME.fullmatch(name)[1], STAMP).replace(tzinfo=UTC)


def place(url):
    """The place of an address: ``/a/folder``, or ``s3://bucket/prefix?endpoint_url=https://…``."""
    if address.is_bucket(url):
        return Bucket(url)
    return Folder(unquote(url.removeprefix("file://")))


class Place:
    def names(self):
        """The names of all whole backups, the newest first; last those of a clock that was ahead."""
        now = datetime.now(UTC) + AHEAD
        return sorted(self.listed(NAME), key=lambda name: (made_at(name) <= now, made_at(name)), reverse=True)

    def listed(self, pattern):
        """The names of all whole files that are called so."""
        return sorted(name for name in self._all() if pattern.fullmatch(name))

    def newest(self):
        names = self.names()
        if not names:
            raise Refusal(f"There is no backup in {self}.")
        return names[0]


class Folder(Place):
    def __init__(self, path):
        self.path = Path(path)

    def __str__(self):
        return str(self.path)

    def _all(self):
        return [path.name for path in self.path.iterdir() if path.is_file()] if self.path.is_dir() else []

    @contextmanager
    def new(self, name):
        """A file to write; it gets its name at the end of the block."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._tidy()
        final, partial = self.path / name, self.path / f".{name}.{os.getpid()}{PARTIAL}"
        if final.exists():
            raise Refusal(f"{final} is there already.")
        try:
            with open(partial, "xb", opener=_private) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            partial.rename(final)
            _sync(self.path)
        finally:
            partial.unlink(missing_ok=True)

    def _tidy(self):
        for left in self.path.glob(f".backup-*{PARTIAL}"):
            if left.stat().st_mtime < time.time() - ABANDONED:
                left.unlink(missing_ok=True)

    def size(self, name):
        return (self.path / name).stat().st_size

    def delete(self, name):
        (self.path / name).unlink(missing_ok=True)

    @contextmanager
    def file(self, name):
        """The path of a file with the backup in it."""
        if not (self.path / name).is_file():
            raise Refusal(f"There is no {name} in {self}.")
        yield self.path / name


class Bucket(Place):
    """Keys come from where boto3 looks for them: ``AWS_ACCESS_KEY_ID`` and ``AWS_SECRET_ACCESS_KEY``, or the machine."""

    def __init__(self, url):
        import boto3

        where = address.read(url)
        self.prefix = where.prefix
        self.bucket = boto3.resource("s3", **where.options()).Bucket(where.bucket)

    def __str__(self):
        return f"s3://{self.bucket.name}/{self.prefix}"

    @contextmanager
    def _reached(self):
        """What the storage or the way to it refuses is said as what it is; a frozen one is given up after three minutes."""
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (Boto3Error, BotoCoreError, ClientError) as error:
            raise Refusal(f"{self} does not do what it is asked: {error}") from error

    def _all(self):
        starts = (f"{self.prefix}backup-", f"{self.prefix}erasure-")
        with self._reached():
            found = [one for start in starts for one in self.bucket.objects.filter(Prefix=start)]
            return [one.key.removeprefix(self.prefix) for one in found]

    @contextmanager
    def new(self, name):
        with tempfile.NamedTemporaryFile(suffix=PARTIAL) as file:
            yield file
            file.flush()
            with self._reached():
                self.bucket.upload_file(file.name, self.prefix + name)

    def size(self, name):
        with self._reached():
            return self.bucket.Object(self.prefix + name).content_length

    def delete(self, name):
        with self._reached():
            self.bucket.Object(self.prefix + name).delete()

    @contextmanager
    def file(self, name):
        if name not in self._all():
            raise Refusal(f"There is no {name} in {self}.")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            with self._reached():
                self.bucket.download_file(self.prefix + name, str(path))
            yield path


@contextmanager
def plain(path, identity):
    """The path of the archive itself, if need be decrypted into a folder that goes at the end of the block."""
    if path.suffix not in (AGE, GPG):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / path.stem
        decrypt(path, target, identity)
        yield target


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _sync(folder):
    """The new name is on the disk, too (not on Windows)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
