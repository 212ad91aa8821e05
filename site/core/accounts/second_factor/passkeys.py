"""Passkeys (WebAuthn): the telephone, the computer or a key on the ring answers a question of the site by itself.

Nothing has to be typed, and nothing can be given to a site that only looks like this one.
"""

import json

from django.utils.crypto import salted_hmac
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from core.models import Passkey

STATE = "question to a passkey"  # in the session
MOST = 10  # of one account


def question_for_new(request):
    """What the browser is asked when a passkey is made, as JSON can hold it."""
    user = request.user
    handle = salted_hmac("core.accounts.passkeys", str(user.pk), algorithm="sha256").digest()
    options, request.session[STATE] = server(request).register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=user.get_username(), display_name=user.get_username()),
        credentials_of(user),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options)


def new_from(request, answer):
    """The passkey, not yet saved; ``None`` if the answer is not one to our question."""
    found = checked(request, answer, lambda state, answer: server(request).register_complete(state, answer))
    return found and Passkey(user=request.user, credential=bytes(found.credential_data))


def question(request, user):
    """What the browser is asked when somebody signs in."""
    options, request.session[STATE] = server(request).authenticate_begin(
        credentials_of(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options)


def is_right(request, user, answer):
    known = credentials_of(user)
    found = checked(request, answer, lambda state, answer: server(request).authenticate_complete(state, known, answer))
    return found is not None


def checked(request, answer, check):
    """A question is good for one answer."""
    state = request.session.pop(STATE, None)
    try:
        return check(state, json.loads(answer)) if state else None
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        AssertionError,
        RecursionError,
    ):  # whatever a stranger may send
        return None


def credentials_of(user):
    return [AttestedCredentialData(bytes(one.credential)) for one in Passkey.objects.filter(user=user)]


def server(request):
    """For this host alone: what a neighbour's page was answered is nothing here."""
    host = request.get_host()
    site = PublicKeyCredentialRpEntity(id=host.partition(":")[0], name=host)
    return Fido2Server(site, verify_origin=lambda origin: origin == f"{request.scheme}://{host}")
