"""Accounts that nobody uses: their owners are warned, then they are closed, and nobody is shut out for ever."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.accounts.unused import DEACTIVATED, WARNED_BEFORE, look_after
from core.models import Session, Unused
from tests.factories import user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def person(name, days, group="editors", **fields):
    """Who was here last so many days ago."""
    user = user_in(group, name)
    then = timezone.now() - timedelta(days=days)
    fields = {"last_login": then, "date_joined": then, "email": f"{name}@example.org", **fields}
    get_user_model().objects.filter(pk=user.pk).update(**fields)
    return get_user_model().objects.get(pk=user.pk)


def here_last(user, days):
    then = timezone.now() - timedelta(days=days)
    get_user_model().objects.filter(pk=user.pk).update(last_login=then, date_joined=then)


@pytest.fixture(autouse=True)
def administrator():
    return person("admin", 1, "administrators")


def later(**since):
    """So much time passes, and the nightly run."""
    Unused.objects.filter(warned_at__isnull=False).update(warned_at=timezone.now() - timedelta(**since))
    return look_after()


def is_active(user):
    user.refresh_from_db()
    return user.is_active


def test_an_account_is_warned_and_two_weeks_later_closed(administrator):
    leyla, busy = person("leyla", 170), person("busy", 100)
    assert look_after() == ([leyla], [])
    assert ["leyla@example.org"] in [one.to for one in mail.outbox]
    assert look_after() == ([], [])
    here_last(leyla, 184)
    Session.objects.create(session_key="x", session_data="", expire_date="2100-01-01T00:00Z", user=leyla)
    mail.outbox.clear()
    assert later(days=WARNED_BEFORE.days) == ([], [leyla])
    assert not is_active(leyla)
    assert is_active(busy)
    assert not Session.objects.filter(user=leyla).exists()
    assert ModelLogEntry.objects.filter(action=DEACTIVATED, object_id=str(leyla.pk)).exists()
    assert [one.to for one in mail.outbox] == [[administrator.email]]
    assert "leyla" in mail.outbox[0].body


def test_who_was_never_warned_is_not_closed_however_long_ago_they_were_here():
    leyla = person("leyla", 2000)
    assert look_after() == ([leyla], [])
    assert later(days=13) == ([], [])
    assert later(days=14) == ([], [leyla])


def test_who_signs_in_after_the_warning_stays():
    leyla = person("leyla", 2000)
    look_after()
    get_user_model().objects.filter(pk=leyla.pk).update(last_login=timezone.now())
    assert later(days=100) == ([], [])
    assert is_active(leyla)


def test_who_never_signed_in_counts_from_when_the_account_was_made():
    leyla = person("leyla", 200, last_login=None)
    new = person("new", 3, last_login=None)
    assert look_after() == ([leyla], [])
    assert is_active(new)


def test_whom_an_administrator_lets_in_again_is_not_closed_the_next_night():
    leyla = person("leyla", 2000)
    look_after()
    later(days=14)
    get_user_model().objects.filter(pk=leyla.pk).update(is_active=True)
    assert look_after() == ([], [])
    assert is_active(leyla)


def test_the_last_who_may_let_others_in_is_never_closed(administrator):
    old = person("old", 1000, "administrators")
    here_last(administrator, 500)
    assert look_after() == ([old], [])
    root = get_user_model().objects.create_superuser("root")
    here_last(root, 900)
    assert look_after() == ([administrator], [])


def test_it_can_be_switched_off(settings):
    settings.UNUSED_ACCOUNT_DAYS = 0
    person("leyla", 2000)
    assert look_after() == ([], [])


def test_the_nightly_command_says_what_it_did(capsys):
    person("leyla", 2000)
    call_command("deactivate_unused")
    assert capsys.readouterr().out == "warned: leyla\n"
