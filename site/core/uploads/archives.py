"""Zip files, and the documents that are zip files inside: read through once, within limits, whatever they claim."""

import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.template.defaultfilters import filesizeformat

from core.uploads.messages import has_password, not_in_an_archive, too_large_unpacked

UNPACKED = 200 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_NAME = 80  # letters of a member's name in a message
CHUNK = 1024 * 1024
ENCRYPTED = 0x1
BEGINNING = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


@contextmanager
def opened(file, most=UNPACKED):
    """The ``ZipFile``, once every byte was unpacked and is what the directory says. ``BROKEN`` if it is not."""
    file.seek(0)
    if file.read(len(BEGINNING)) != BEGINNING:
        raise zipfile.BadZipFile("something stands before it")
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > most:
            raise too_large_unpacked(filesizeformat(most))
        if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
            raise zipfile.BadZipFile("packed in a way that can't be unpacked within limits")
        for member in members:
            if member.flag_bits & ENCRYPTED:
                raise has_password()
            if not is_inside(member.filename):
                raise not_in_an_archive(member.filename[:MAX_NAME])
        for member in members:
            with archive.open(member) as content:  # no more comes out than the directory claims: zipfile sees to that
                while content.read(CHUNK):
                    pass
        yield archive


def is_inside(name):
    """Unpacked, it lies within the folder: no way up, no root, no drive."""
    return "\\" not in name and ":" not in name and not name.startswith("/") and ".." not in PurePosixPath(name).parts
