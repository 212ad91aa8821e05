"""What was erased, written down beside the backups, so that whoever restores an older one erases it again by that.

Nobody is named: an address or an account is an HMAC with the key of the site. Who has the key as well can ask whether an
address that they know was erased, and no more. A record goes with the last backup that is older than it.
"""

import json
import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from django.conf import settings
from django.utils.crypto import salted_hmac
from django_tasks import task

from core.backup.places import STAMP, place
from core.mailing import again_later

NAME = re.compile(r"erasure-\d{8}T\d{6}Z-[0-9a-f]{8}\.json")
SALT = "core.privacy.erasures"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Erasure:
    at: datetime
    key: str  # tells whether a key is the one of the marks
    marks: frozenset


def known_keys():
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def mark(kind, value, key=None):
    return salted_hmac(f"{SALT} {kind}", value.casefold(), secret=key, algorithm="sha256").hexdigest()


def of_account(user, key=None):
    return mark("account", f"{user.pk} {user.get_username()}", key)


def of_address(address, key=None):
    return mark("address", address, key)


def of_key(key=None):
    return mark("key", "", key)


def marks_of(subject):
    account = [of_account(subject.account)] if subject.account else []
    return account + [of_address(one.text) for one in subject.addresses]


def write_down(at, marks):
    """At once, since a restore takes away what waits; a storage that is away gets it later."""
    try:
        write(at, marks)
    except Exception:  # of whatever kind of storage: the erasure itself is done
        log.warning("An erasure could not be written down beside the backups", exc_info=True)
        write_down_later.enqueue(at, marks)


@task(priority=50)
def write_down_later(at, marks, attempt=1):
    try:
        write(at, marks)
    except Exception:
        if not again_later(write_down_later, at, marks, attempt=attempt):
            raise


def write(at, marks):
    moment = datetime.fromisoformat(at).astimezone(UTC)
    with place(settings.BACKUP_URL).new(f"erasure-{moment:{STAMP}}Z-{token_hex(4)}.json") as file:
        file.write(json.dumps({"at": at, "key": of_key(), "marks": marks}).encode())


def read(where):
    """Those that are written down in a place, the oldest first."""
    found = []
    for name in where.listed(NAME):
        with where.file(name) as path:
            data = json.loads(path.read_text("utf-8"))
        found.append(Erasure(datetime.fromisoformat(data["at"]), data["key"], frozenset(data["marks"])))
    return sorted(found, key=lambda erasure: erasure.at)


def forget_before(where, moment):
    """No backup is left in which they could come back."""
    for name in where.listed(NAME):
        if datetime.strptime(name.split("-")[1], f"{STAMP}Z").replace(tzinfo=UTC) < moment:
            where.delete(name)
