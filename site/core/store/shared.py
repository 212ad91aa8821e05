"""The tier that processes share, a folder or Redis: what one has rendered the others need not, and one at a time does.

Whatever happens to it, readers get their pages: an answer that can't be fetched is rendered.
"""

import hashlib
import logging
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from core.store.entry import Entry

CLAIM_LASTS = 10  # seconds; who takes longer has died
KEPT = 7 * 24 * 3600  # seconds; what nobody has asked for or rendered since is forgotten
SWEEP_EVERY = 3600  # seconds
BREAK = 5  # seconds for which a store that failed is left alone

logger = logging.getLogger(__name__)


def name_of(shape):
    return hashlib.sha256("\n".join(shape).encode("utf-8", "surrogatepass")).hexdigest()[:40]


class Nowhere:
    """For a single process."""

    def get(self, shape):
        return None

    def put(self, shape, entry):
        pass

    def drop(self, shape):
        pass

    def claim(self, shape, stamp):
        return True

    def release(self, shape, stamp):
        pass

    def floor(self):
        return float("inf")  # nothing was kept

    def raise_floor(self, number):
        pass


class Guarded:
    """A tier that answers as :class:`Nowhere` does while it fails, and is asked again a little later.

    What was claimed before is released all the same: other processes wait for it.
    """

    def __init__(self, tier, errors):
        self.tier, self.errors = tier, errors
        self.broken_until, self.without = 0, Nowhere()
        self.claims = set()

    def __getattr__(self, name):
        return lambda *args: self.ask(name, *args)

    def claim(self, *args):
        is_ours = self.ask("claim", *args)
        if is_ours and not self.is_broken:
            self.claims.add(args)
        return is_ours

    def release(self, *args):
        if args in self.claims:
            self.claims.discard(args)
            self.ask("release", *args, in_any_case=True)

    @property
    def is_broken(self):
        return time.monotonic() < self.broken_until

    def ask(self, name, *args, in_any_case=False):
        if self.is_broken and not in_any_case:
            return getattr(self.without, name)(*args)
        try:
            return getattr(self.tier, name)(*args)
        except self.errors as error:
            self.broken_until = time.monotonic() + BREAK
            logger.warning("The shared store of pages fails, so each process renders for itself: %s", error)
            return getattr(self.without, name)(*args)


class Folder:
    def __init__(self, folder):
        self.folder, self.swept_at = Path(folder), time.monotonic()

    def get(self, shape):
        with suppress(FileNotFoundError, ValueError):
            return Entry.unpack(self.path(shape).read_bytes())
        return None

    def put(self, shape, entry):
        path = self.path(shape)
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, entry.pack())
        if time.monotonic() - self.swept_at > SWEEP_EVERY:
            self.sweep()

    def drop(self, shape):
        self.path(shape).unlink(missing_ok=True)

    def claim(self, shape, stamp):
        path = self.claim_path(shape, stamp)
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if abs(time.time() - path.stat().st_mtime) > CLAIM_LASTS:  # also where the clock was set back
                path.unlink()
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def release(self, shape, stamp):
        self.claim_path(shape, stamp).unlink(missing_ok=True)

    def floor(self):
        """The number below which nothing may be shown; for a process that never saw the database."""
        with suppress(FileNotFoundError, ValueError):
            return int((self.folder / "withdrawn").read_text())
        return 0

    def raise_floor(self, number):
        if number > self.floor():
            self.folder.mkdir(parents=True, exist_ok=True)
            write(self.folder / "withdrawn", str(number).encode())

    def sweep(self):
        self.swept_at = time.monotonic()
        for path in self.folder.glob("??/*"):
            with suppress(FileNotFoundError):
                if time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()

    def path(self, shape):
        name = name_of(shape)
        return self.folder / name[:2] / name[2:]

    def claim_path(self, shape, stamp):
        return self.path(shape).with_suffix(f".{stamp.name}.claim")


def write(path, content):
    """All of it or nothing, for whoever reads meanwhile."""
    scratch = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    except OSError:  # no room: what was begun would take up more of it
        scratch.unlink(missing_ok=True)
        raise


class Redis:
    PREFIX = "page:"

    def __init__(self, client):
        self.client = client

    def get(self, shape):
        packed = self.client.get(self.key(shape))
        try:
            return packed and Entry.unpack(packed)
        except ValueError:
            return None

    def put(self, shape, entry):
        self.client.set(self.key(shape), entry.pack(), ex=KEPT)

    def drop(self, shape):
        self.client.delete(self.key(shape))

    def claim(self, shape, stamp):
        return bool(self.client.set(f"{self.key(shape)}:{stamp.name}", "1", nx=True, ex=CLAIM_LASTS))

    def release(self, shape, stamp):
        self.client.delete(f"{self.key(shape)}:{stamp.name}")

    def floor(self):
        return int(self.client.get(f"{self.PREFIX}withdrawn") or 0)

    def raise_floor(self, number):
        if number > self.floor():
            self.client.set(f"{self.PREFIX}withdrawn", number)

    def key(self, shape):
        return f"{self.PREFIX}{name_of(shape)}"


def tier_of(address):
    """``""`` for none, ``redis://…``, or a folder."""
    if not address:
        return Nowhere()
    if address.startswith(("redis://", "rediss://", "unix://")):
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        once = Retry(NoBackoff(), 0)  # whoever is frozen is frozen the second time, too
        client = redis.from_url(address, socket_timeout=0.5, socket_connect_timeout=0.3, retry=once)
        return Guarded(Redis(client), (redis.RedisError, OSError))
    return Guarded(Folder(address), OSError)
