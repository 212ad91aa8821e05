"""Who has a second factor, who needs one, and what a session says of it."""

from django.conf import settings
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.accounts.notices import REMOVED, notify
from core.accounts.second_factor import recovery
from core.accounts.sessions import end_sessions
from core.models import CodeApp, Passkey, RecoveryCode

STATE = "second_factor"  # in the session
GIVEN, MISSING = "given", "missing"  # nothing: the account has none
SET_UP, TAKEN_AWAY, NEW_CODES = "core.second_factor.set_up", "core.second_factor.remove", "core.recovery_codes.make"
CODE_USED = "core.recovery_codes.use"
PASSKEY_ADDED, PASSKEY_REMOVED = "core.passkeys.add", "core.passkeys.remove"


def has_one(user):
    return has_app(user) or Passkey.objects.filter(user=user).exists()


def has_app(user):
    return CodeApp.objects.filter(user=user).exists()


def needs_one(user):
    return settings.TWO_FACTOR_REQUIRED and is_powerful(user)


def is_powerful(user):
    """May publish, or change who may."""
    return may_let_others_in(user) or policy_registry.get_by_type(Page).user_has_permission(user, "publish")


def may_let_others_in(user):
    return user.has_perm("auth.change_user")


@transaction.atomic
def set_up(user, secret, step, session):
    """From now on it is asked for. Whoever is logged in without it is logged out."""
    CodeApp.objects.update_or_create(user=user, defaults={"secret": secret, "last_step": step})
    changed(user, session, SET_UP)
    return recovery.make_codes(user)


@transaction.atomic
def add_passkey(passkey, session):
    """New recovery codes if there are none yet."""
    passkey.save()
    changed(passkey.user, session, PASSKEY_ADDED)
    has_codes = RecoveryCode.objects.filter(user=passkey.user).exists()
    return None if has_codes else recovery.make_codes(passkey.user)


@transaction.atomic
def remove_passkey(passkey, session):
    passkey.delete()
    changed(passkey.user, session, PASSKEY_REMOVED)


def is_last(passkey):
    user = passkey.user
    return not has_app(user) and not Passkey.objects.filter(user=user).exclude(pk=passkey.pk).exists()


def changed(user, session, what):
    session[STATE] = GIVEN
    end_sessions(user, but=session.session_key)
    log(user, what, user=user)


@transaction.atomic
def take_away(user, *, by=None, but=None):
    """``but``: the session from which it is done, which goes on. Whether there was anything to take away."""
    apps, _by_model = CodeApp.objects.filter(user=user).delete()
    keys, _by_model = Passkey.objects.filter(user=user).delete()
    codes, _by_model = RecoveryCode.objects.filter(user=user).delete()
    end_sessions(user, but=but)
    if apps or keys or codes:
        log(user, TAKEN_AWAY, user=by)
        notify(user, REMOVED)
    return bool(apps or keys or codes)
