"""Where one is signed in: seen and ended by oneself, and ended by time."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.accounts.browsers import named
from core.accounts.sessions import BEGAN
from core.models import Session
from tests.factories import user_in
from tests.second_factor import PASSWORD, browser, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]
DEVICES = "/admin/account/devices/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
AGENTS = {
    FIREFOX: ("Firefox", "Linux"),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36": (
        "Chrome",
        "Windows",
    ),
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0": (
        "Edge",
        "Windows",
    ),
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36": (
        "Samsung Internet",
        "Android",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1": (
        "Safari",
        "iPhone",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile/15E148 Safari/604.1": (
        "Chrome",
        "iPhone",
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15": (
        "Safari",
        "macOS",
    ),
    "": ("", ""),
    "curl/8.0": ("", ""),
}


@pytest.fixture
def person():
    return user_in("editors", "aynur")


def is_in(client):
    return client.get("/admin/account/").status_code == 200


def rows(client):
    return BeautifulSoup(client.get(DEVICES).content, "html.parser").select(".account-devices li")


@pytest.mark.parametrize(("agent", "found"), AGENTS.items())
def test_a_browser_is_named_in_plain_words(agent, found):
    assert named(agent) == found


def test_one_sees_where_one_is_signed_in_and_which_is_this_one(person):
    here, there = browser(), Client(headers={"user-agent": FIREFOX})
    log_in(here, person)
    log_in(there, person)
    shown = [" ".join(row.get_text(" ").split()) for row in rows(here)]
    assert shown[0].startswith("Another browser on another system This browser")
    assert shown[1].startswith("Firefox on Linux Signed in:")
    assert there.session.session_key not in here.get(DEVICES).content.decode()


def test_nothing_is_kept_that_tells_who_one_is_or_where(person):
    client = Client(REMOTE_ADDR="203.0.113.7", headers={"user-agent": FIREFOX})
    log_in(client, person)
    session = Session.objects.get(session_key=client.session.session_key)
    values = f"{Session.objects.values().get(pk=session.pk)} {session.get_decoded()}"
    assert "203.0.113" not in values and "145.0" not in values
    assert (session.user, session.browser, session.system) == (person, "Firefox", "Linux")


def test_one_signs_out_of_one_device_or_of_all_others(person):
    here, one, two, three = (browser() for _number in range(4))
    for client in (here, one, two, three):
        log_in(client, person)
    mark = rows(here)[1].find("button")["value"]
    here.post(DEVICES, {"end": mark})
    assert [is_in(client) for client in (one, two, three)].count(False) == 1
    here.post(DEVICES, {"end": "others"})
    assert [is_in(client) for client in (here, one, two, three)] == [True, False, False, False]


def test_nobody_ends_the_sessions_of_another(person):
    mine, theirs = browser(), browser()
    log_in(mine, person)
    log_in(theirs, user_in("editors"))
    mark = rows(mine)[0].find("button")
    assert mark is None
    from core.accounts.devices import mark_of

    theirs.post(DEVICES, {"end": mark_of(mine.session)})
    theirs.post(DEVICES, {"end": "others"})
    assert is_in(mine)


def test_who_changes_the_password_stays_and_is_signed_out_everywhere_else(person):
    here, there = browser(), browser()
    log_in(here, person)
    log_in(there, person)
    new = "quite another password"
    names = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "a@example.org"}
    names["name_email-current_password"] = PASSWORD
    passwords = {"password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new}
    form = here.get(reverse("wagtailadmin_account")).context
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    sent = {**names, **passwords, **theme, "locale-preferred_language": "", "locale-current_time_zone": ""}
    sent["translation_mail-frequency"] = "daily"
    assert form is not None
    response = here.post(reverse("wagtailadmin_account"), sent)
    assert response.status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)
    assert is_in(here)
    assert len(rows(here)) == 1
    assert not is_in(there)


def ago(client, **values):
    changes = {name: timezone.now() - timedelta(hours=hours) for name, hours in values.items()}
    Session.objects.filter(session_key=client.session.session_key).update(**changes)


def test_a_session_ends_when_nothing_is_done_for_long_and_after_some_days_in_any_case(person, settings):
    idle, old, busy = browser(), browser(), browser()
    for client in (idle, old, busy):
        log_in(client, person, remember="on")
    ago(idle, seen_at=settings.SESSION_IDLE_HOURS + 0.1)
    ago(old, started_at=settings.SESSION_DAYS * 24 + 0.1)
    ago(busy, seen_at=settings.SESSION_IDLE_HOURS - 0.1, started_at=settings.SESSION_DAYS * 24 - 0.1)
    assert [is_in(client) for client in (idle, old, busy)] == [False, False, True]


def test_saving_the_account_makes_no_session_younger(person):
    client = browser()
    log_in(client, person)
    session = client.session
    session[BEGAN] -= 3600
    session.save()
    session.cycle_key()
    assert Session.objects.get(pk=session.session_key).started_at < timezone.now() - timedelta(minutes=59)


def test_what_an_open_page_asks_by_itself_is_nothing_done(person, home):
    client = browser()
    log_in(client, person)
    ago(client, seen_at=1)
    before = Session.objects.get(user=person).seen_at
    client.post(reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", home.pk, 1]))
    assert Session.objects.get(user=person).seen_at == before
    client.get("/admin/account/")
    assert Session.objects.get(user=person).seen_at > before


def test_that_somebody_works_is_not_written_with_every_request(person):
    client = browser()
    log_in(client, person)
    client.get("/admin/account/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/account/")
    assert not [one for one in captured if "core_session" in one["sql"] and not one["sql"].startswith("SELECT")]


def test_what_has_ended_is_deleted_every_night(person, settings):
    ended, good = browser(), browser()
    log_in(ended, person)
    log_in(good, person)
    ago(ended, seen_at=settings.SESSION_IDLE_HOURS + 1)
    call_command("clearsessions")
    assert list(Session.objects.filter(user=person).values_list("pk", flat=True)) == [good.session.session_key]
