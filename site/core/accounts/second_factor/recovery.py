"""Codes on paper. They have 80 bits, so a digest keeps them; it needs no ``SECRET_KEY``, and is good after a disaster, too."""

import base64
import hashlib
import re
import secrets

from django.db import transaction

from core.models import RecoveryCode

HOW_MANY = 10
FORM = re.compile(r"[a-z2-7]{4}(?:-[a-z2-7]{4}){3}")


def make_codes(user):
    """New ones instead of all there were. Only this answer knows them."""
    codes = [new_code() for _number in range(HOW_MANY)]
    with transaction.atomic():
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest(user, code)) for code in codes)
    return codes


def is_right(user, code):
    """Takes the code: it is good for one time."""
    deleted, _by_model = RecoveryCode.objects.filter(user=user, digest=digest(user, code)).delete()
    return bool(deleted)


def new_code():
    text = base64.b32encode(secrets.token_bytes(10)).decode()
    return as_typed(text)


def as_typed(text):
    """However somebody writes it: in four groups, in small letters."""
    letters = re.sub(r"[^A-Za-z2-7]", "", text)
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4)).casefold()


def digest(user, code):
    return hashlib.sha256(f"{user.pk} {as_typed(code)}".encode()).hexdigest()
