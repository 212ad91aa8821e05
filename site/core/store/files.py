"""The pages as files that a web server gives out itself (``deploy/nginx``).

    current -> made/NAME     the generation that readers get; switched when a change is in the database, before the
                             editor is told so, and by every process that looks at the generation
    made/NAME/…              pages of one generation, each with ``.br`` and ``.gz`` beside it
    last/…                   the newest of each page, for when the application does not answer

Only pages, whose headers are all the same: everything else comes from the application.
"""

import fcntl
import logging
import os
import re
import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from core.store.entry import IDENTITY
from core.store.shared import write

PAGE = "index.html"
EXTENSIONS = {IDENTITY: "", "br": ".br", "gzip": ".gz"}
PLAIN_PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*")
PLAIN_QUERY = re.compile(r"[a-z_]+=[A-Za-z0-9_-]*(?:&[a-z_]+=[A-Za-z0-9_-]*)*")
PLAIN_HOST = re.compile(r"[a-z0-9.-]+")
SETTLED = 2  # seconds after which a switch back is no late-comer's but a restored database's

logger = logging.getLogger(__name__)


class NoFiles:
    def put(self, shape, entry):
        pass

    def drop(self, shape):
        pass

    def switch(self, stamp):
        pass


class Files:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.made, self.last, self.current = (self.folder / name for name in ("made", "last", "current"))

    def put(self, shape, entry):
        """Without room there is no file, and the application goes on answering."""
        try:
            self._put(shape, entry)
        except OSError as error:
            logger.warning("A page can't be kept as a file: %s", error)

    def _put(self, shape, entry):
        place = place_of(shape)
        generation = self.made / entry.stamp.name
        is_page = content_type(entry).startswith("text/html")
        if place is None or not is_page or not generation.is_dir():
            return
        target, last = generation / place, self.last / place
        last.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # the generation has gone meanwhile
            target.parent.mkdir(parents=True, exist_ok=True)
            # The plain file last: a server looks for it first, and then for the others.
            for name in sorted(EXTENSIONS, key=lambda name: name == IDENTITY):
                if name in entry.variants:
                    put_file(entry.variants[name][1], with_extension(last, name), with_extension(target, name))

    def drop(self, shape):
        place = place_of(shape)
        if place is not None:
            for folder in (self.last, self.current):
                for name in EXTENSIONS:
                    with_extension(folder / place, name).unlink(missing_ok=True)

    def switch(self, stamp):
        """Let the server give out this generation from now on, or none where there is no room for it."""
        if self.now() == stamp.name:
            return
        try:
            self._switch(stamp)
        except OSError as error:
            self.current.unlink(missing_ok=True)
            logger.warning("The files of this generation can't be made, so none is given out: %s", error)

    def _switch(self, stamp):
        with self.alone():
            now = self.now()
            if now == stamp.name or self.is_late(now, stamp):
                return
            (self.made / stamp.name).mkdir(parents=True, exist_ok=True)
            self.forget_withdrawn(stamp)
            scratch = self.folder / f".{secrets.token_hex(6)}"
            scratch.symlink_to(Path("made") / stamp.name)
            scratch.replace(self.current)
            for old in self.made.iterdir():
                if old.name not in {stamp.name, now}:
                    shutil.rmtree(old, ignore_errors=True)

    def now(self):
        with suppress(OSError):
            return Path(os.readlink(self.current)).name
        return None

    def is_late(self, now, stamp):
        """Has somebody who looked after us been quicker?"""
        if now is None or int(now.partition("-")[0]) <= stamp.number:
            return False
        return abs(time.time() - self.current.lstat().st_mtime) < SETTLED

    def forget_withdrawn(self, stamp):
        """Something was taken from readers: what was kept before is not shown again."""
        mark = self.folder / "withdrawn"
        known = mark.read_text() if mark.exists() else ""
        if known != str(stamp.withdrawn):
            if self.last.exists():
                gone = self.folder / f".{secrets.token_hex(6)}"
                self.last.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)
            write(mark, str(stamp.withdrawn).encode())

    @contextmanager
    def alone(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def put_file(body, last, target):
    """The same content keeps its file, and so the date from which the server makes its ETag."""
    if not (last.exists() and last.read_bytes() == body):
        write(last, body)
    scratch = target.with_name(f"{target.name}.{secrets.token_hex(6)}")
    os.link(last, scratch)
    scratch.replace(target)
    scratch.unlink(missing_ok=True)  # where both were the same file already, replacing does nothing


def with_extension(path, encoding):
    return path.with_name(path.name + EXTENSIONS[encoding])


def content_type(entry):
    return next(value for key, value in entry.variants[IDENTITY][0] if key == "Content-Type")


def place_of(shape):
    """Where the file of a shape lies, ``None`` if it has none. The server has the same rule."""
    host = shape.host.partition(":")[0]
    if not PLAIN_PATH.fullmatch(shape.path) or not PLAIN_HOST.fullmatch(host) or ".." in host:
        return None
    if shape.query and not PLAIN_QUERY.fullmatch(shape.query):
        return None
    folder = f"{shape.scheme}/{host}{shape.path}"
    return f"{folder}@{shape.query}/{PAGE}" if shape.query else f"{folder}{PAGE}"
