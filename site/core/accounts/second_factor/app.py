"""Codes of an app (TOTP, RFC 6238). The secret is encrypted with a key made of ``SECRET_KEY``: a copy of the database
alone makes no codes.
"""

import base64
import hashlib
import logging
import secrets
import time

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from core.models import CodeApp

logger = logging.getLogger(__name__)
STEP = 30  # seconds
LENGTH = 6
DRIFT = (0, -1, 1)  # steps that the clock of a telephone may differ


def new_secret():
    return encrypt(secrets.token_bytes(20))


def key_to_type(secret):
    """For who can't scan, in groups of four."""
    text = base64.b32encode(decrypt(secret)).decode()
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def address(secret, username, issuer):
    """What the QR code says."""
    return totp(secret).get_provisioning_uri(username, issuer)


def step_of(secret, code):
    """The step whose code this is, or ``None``."""
    code = "".join(code.split())
    if len(code) != LENGTH or not (code.isascii() and code.isdecimal()):
        return None
    now, generator = int(time.time()), totp(secret)
    for drift in DRIFT:
        moment = now + drift * STEP
        if secrets.compare_digest(generator.generate(moment), code.encode()):
            return moment // STEP
    return None


def is_right(app, code):
    """Takes the code: it is good for one time, and so is none before it."""
    try:
        step = step_of(app.secret, code)
    except InvalidToken:
        logger.error("The second factor of account %s can't be read: SECRET_KEY is another one.", app.user_id)
        return False
    return step is not None and bool(
        CodeApp.objects.filter(pk=app.pk, last_step__lt=step).update(last_step=step),
    )


def can_be_read(app):
    try:
        return bool(decrypt(app.secret))
    except InvalidToken:
        return False


def totp(secret):
    return TOTP(decrypt(secret), LENGTH, SHA1(), STEP)  # noqa: S303  the one that every app knows


def encrypt(data):
    return fernet().encrypt(data).decode()


def decrypt(text):
    return fernet().decrypt(text.encode())


def fernet():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"core.second_factor {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
