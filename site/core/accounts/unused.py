"""Accounts that nobody uses are doors that nobody watches: their owners are warned, then they are closed, every night.

Nothing of them is deleted: an administrator ticks “Active” among the people, and counting begins anew.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from core.accounts.second_factor.rules import may_let_others_in
from core.accounts.sessions import end_sessions
from core.models import Unused

WARNED_BEFORE = timedelta(days=14)
DEACTIVATED = "core.account.deactivate"


def look_after():
    """``(warned, deactivated)``: the accounts of which this was done just now."""
    if not settings.UNUSED_ACCOUNT_DAYS:
        return [], []
    now = timezone.now()
    begin_anew(now)
    long_ago = now - timedelta(days=settings.UNUSED_ACCOUNT_DAYS)
    users = get_user_model().objects.filter(is_active=True, date_joined__lt=long_ago + WARNED_BEFORE).order_by("pk")
    notes = {note.user_id: note for note in Unused.objects.all()}
    warned, deactivated, kept = [], [], whom_to_keep()
    for user in users:
        note = notes.get(user.pk) or Unused(user=user)
        used = last_used(user, note)
        if user.pk in kept or used >= long_ago + WARNED_BEFORE:
            continue
        if note.warned_at is None or note.warned_at < used:
            warn(user, note, now)
            warned.append(user)
        elif used < long_ago and note.warned_at <= now - WARNED_BEFORE:
            deactivate(user, note, now)
            deactivated.append(user)
    if warned or deactivated:
        tell_administrators(warned, deactivated)
    return warned, deactivated


def last_used(user, note):
    return max(moment for moment in (user.last_login, user.date_joined, note.counts_from) if moment)


def begin_anew(now):
    """For those whom somebody has let in again."""
    again = Unused.objects.filter(deactivated_at__isnull=False, user__is_active=True)
    again.update(deactivated_at=None, warned_at=None, counts_from=now)


def whom_to_keep():
    """The one of those who may let others in who was here last: else one day nobody could."""
    people = get_user_model().objects.filter(is_active=True)
    powerful = list(people.filter(is_superuser=True)) or [user for user in people if may_let_others_in(user)]
    latest = max(powerful, key=lambda user: user.last_login or user.date_joined, default=None)
    return {latest.pk} if latest else set()


def warn(user, note, now):
    note.warned_at = now
    note.save()
    if user.email:
        with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
            text = _(
                "Nobody has signed in to your account “%(name)s” for a long time. Sign in within %(days)s days, and it "
                "stays as it is. Otherwise it is deactivated; an administrator can activate it again.\n\n%(address)s"
            )
            given = {"name": user.get_username(), "days": WARNED_BEFORE.days, "address": address_of_admin()}
            send_mail(_("Your account will be deactivated"), text % given, settings.DEFAULT_FROM_EMAIL, [user.email])


@transaction.atomic
def deactivate(user, note, now):
    note.deactivated_at = now
    note.save()
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    log(user, DEACTIVATED)


def tell_administrators(warned, deactivated):
    people = get_user_model().objects.filter(is_active=True).exclude(email="")
    for user in people:
        if not may_let_others_in(user):
            continue
        with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
            lines = [_("Not used for long, and deactivated: %(name)s") % {"name": one} for one in deactivated]
            lines += [_("Not used for long, and warned: %(name)s") % {"name": one} for one in warned]
            subject = _("Accounts that nobody uses")
            send_mail(subject, "\n".join([*lines, "", address_of_admin()]), settings.DEFAULT_FROM_EMAIL, [user.email])


def address_of_admin():
    return settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home")
