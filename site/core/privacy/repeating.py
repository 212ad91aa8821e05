"""What was erased after a backup was made is erased again when it is restored, though nobody knows any more what it was:
every address in the restored site is held against the marks of the erasures.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from django.contrib.auth import get_user_model

from core.privacy import erasures, finding
from core.privacy.erasing import erase_here
from core.privacy.subject import Subject

# As ``core.privacy.words`` takes an address out, and with what else may stand before the @.
ADDRESSES = (
    re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)*"),
    re.compile(r"[\w.%+!#$&'*/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*"),
)
ESCAPED = re.compile(r"u[0-9a-fA-F]{4}|[nrt]")  # what JSON writes after a backslash


@dataclass(frozen=True)
class Repeated:
    erasures: tuple  # those that could be done once more,
    others: tuple  # and those that were written down with a key that is not known here
    count: int  # in so many places


def repeat(younger):
    """In the transaction in which the site is restored."""
    known = {erasures.of_key(key): key for key in erasures.known_keys()}
    ours = tuple(one for one in younger if one.key in known)
    others = tuple(one for one in younger if one.key not in known)
    if not ours:
        return Repeated(ours, others, 0)
    marks = frozenset().union(*(one.marks for one in ours))
    used = [known[key] for key in {one.key for one in ours}]
    count = 0
    for user in get_user_model()._base_manager.all():
        if any(erasures.of_account(user, key) in marks for key in used):
            count += erase_here(Subject(user.get_username(), user), None)
    for address in sorted(addresses()):
        if any(erasures.of_address(address, key) in marks for key in used):
            count += erase_here(Subject(address), None)  # an account that had it once may be somebody's still
    return Repeated(ours, others, count)


def addresses():
    """All that stand anywhere in the database, in small letters."""
    return {address for text in finding.texts_with("@", "%40") for address in addresses_in(text)}


def addresses_in(text):
    for written in {text, unquote(text)}:
        for pattern in ADDRESSES:
            for found in pattern.finditer(written):
                yield found[0].casefold()
                if written[found.start() - 1 : found.start()] == "\\" and (sign := ESCAPED.match(found[0])):
                    yield found[0][sign.end() :].casefold()
