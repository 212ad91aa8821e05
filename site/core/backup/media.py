"""The files that the rows of a backup name."""

import hashlib
import os
import shutil
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from core.backup.archive import PIECE, media_member
from core.backup.refusal import Refusal

SHOWN = 10


def add(writer, names, storage):
    """Copy the files into the archive. ``([{name, size, sha256}], names of those that are gone)``."""
    added, gone = [], []
    for name in sorted(names):
        try:
            source = storage.open(name, "rb")
        except FileNotFoundError:
            gone.append(name)
            continue
        with source, writer.member(media_member(name), compress=False) as member:
            shutil.copyfileobj(source, member, PIECE)
        added.append({"name": name, **member.figures()})
    return added, gone


def missing(archive, storage):
    """The files of the archive that the storage lacks. One that is there under such a name must be the same."""
    found, others = [], []
    for file in archive.manifest["media"]:
        if not storage.exists(file["name"]):
            found.append(file)
        elif storage.size(file["name"]) != file["size"] or _digest(storage, file["name"]) != file["sha256"]:
            others.append(file["name"])
    if others:
        listed = "".join(f"\n  {name}" for name in others[:SHOWN])
        raise Refusal(
            f"{len(others)} files of the backup are there with another content, and are not overwritten: as long as the "
            "database is the old one they belong to it. Move the old media away, or name a new folder or bucket for "
            f"the media, and restore again.{listed}"
        )
    return found


def put(archive, files, storage):
    """Under their own names, before any row names them: who is killed here leaves files that nobody looks for."""
    for file in files:
        with archive.file(file["name"]) as source:
            put_one(source, file["name"], storage)


def put_one(source, name, storage):
    """A whole file, under its own name."""
    if not isinstance(storage, FileSystemStorage):  # an object of a bucket is there only when all of it is
        if (given := storage.save(name, File(source, name))) != name:
            raise Refusal(f"The storage gave {name} another name: {given}.")
        return
    path = Path(storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.restoring")
    with open(partial, "wb") as target:
        shutil.copyfileobj(source, target, PIECE)
        target.flush()
        os.fsync(target.fileno())
    if storage.file_permissions_mode is not None:
        partial.chmod(storage.file_permissions_mode)
    partial.replace(path)


def _digest(storage, name):
    digest = hashlib.sha256()
    with storage.open(name, "rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
