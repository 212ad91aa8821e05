"""One file: a ZIP that any program opens, and that tells itself whether it is whole.

``tables/NAME.jsonl`` a row a line, ``media/NAME``, and ``manifest.json`` last, with the digest of each. The comment at
the very end is the digest of all that stands before: whatever is cut off or changed, be it a bit, is found.
"""

import hashlib
import json
import zipfile
import zlib
from contextlib import contextmanager

from core.backup.refusal import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
MARK = b"sha256:"
COMMENT = len(MARK) + 64
PIECE = 1 << 20


class Seal:
    """A stream whose last bytes, the comment of the archive, become the digest of those before."""

    def __init__(self, stream):
        self.stream, self.digest, self.held = stream, hashlib.sha256(), b""

    def write(self, data):
        held = self.held + bytes(data)
        ready, self.held = held[:-COMMENT], held[-COMMENT:]
        self.digest.update(ready)
        self.stream.write(ready)
        return len(data)

    def flush(self):
        self.stream.flush()

    def close(self):
        self.stream.write(MARK + self.digest.hexdigest().encode())


class Counted:
    """A member while it is written, or read: how long it is, and its digest."""

    def __init__(self, stream):
        self.stream, self.digest, self.size = stream, hashlib.sha256(), 0

    def write(self, data):
        self.digest.update(data)
        self.size += len(data)
        return self.stream.write(data)

    def figures(self):
        return {"size": self.size, "sha256": self.digest.hexdigest()}


class Writer:
    def __init__(self, stream):
        self.seal = Seal(stream)
        self.zip = zipfile.ZipFile(self.seal, "w", allowZip64=True)

    @contextmanager
    def member(self, name, compress):
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        with self.zip.open(info, "w", force_zip64=True) as stream:
            yield Counted(stream)

    def close(self, manifest):
        with self.member(MANIFEST, compress=True) as member:
            member.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        self.zip.comment = MARK.ljust(COMMENT, b"0")
        self.zip.close()
        self.seal.close()


class Reader:
    """A backup, found whole before anything of it is given out."""

    def __init__(self, path):
        self.path = path
        check_seal(path)
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest = json.loads(self.zip.read(MANIFEST))
        except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise Refusal(f"{path} can't be read as a backup: {error}") from error
        if self.manifest.get("format") != FORMAT:
            raise Refusal(
                f"{path} has format {self.manifest.get('format')}, and this version of the site reads {FORMAT}: "
                "install the version that made it, and restore it with that."
            )

    def check(self):
        """Every member is there and is what the manifest says, and nothing else is."""
        expected = {table_member(table["name"]): table for table in self.manifest["tables"]}
        expected |= {media_member(file["name"]): file for file in self.manifest["media"]}
        names = self.zip.namelist()
        differing = {*names} ^ {*expected, MANIFEST}
        if differing or len(names) != len(expected) + 1:
            raise Refusal(f"{self.path} and its manifest differ: {', '.join(sorted(differing)[:5])}.")
        for name, said in expected.items():
            if self.figures(name) != {"size": said["size"], "sha256": said["sha256"]}:
                raise Refusal(f"{self.path} is damaged: {name} is not what its manifest says.")

    def figures(self, name):
        counted = Counted(None)
        try:
            with self.zip.open(name) as stream:
                while piece := stream.read(PIECE):
                    counted.digest.update(piece)
                    counted.size += len(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Refusal(f"{self.path} is damaged: {name}: {error}") from error
        return counted.figures()

    def lines(self, table):
        return self.zip.open(table_member(table))

    def file(self, name):
        return self.zip.open(media_member(name))

    def close(self):
        self.zip.close()


def table_member(name):
    return f"tables/{name}.jsonl"


def media_member(name):
    return f"media/{name}"


def check_seal(path):
    """The digest at the end is that of all that stands before it."""
    size = path.stat().st_size
    digest, left = hashlib.sha256(), size - COMMENT
    with open(path, "rb") as file:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            digest.update(piece)
            left -= len(piece)
        comment = file.read()
    if size <= COMMENT or not comment.startswith(MARK):
        raise Refusal(f"{path} is not a whole backup: its end is missing.")
    if comment != MARK + digest.hexdigest().encode():
        raise Refusal(f"{path} is damaged: it is not what it was when it was made.")
