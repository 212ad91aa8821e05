"""Who guesses passwords is stopped, learns nothing about accounts, and can't lock anybody out."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import limits
from core.accounts.forms import LOG_IN_FROM, LOG_IN_TO, RESET_FOR
from core.client_address import client_address
from core.models import Attempts
from tests.factories import user_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

PASSWORD = "a password of some length"
NEW = "another one that nobody guesses"
LOGIN, RESET = "/admin/login/", "/admin/password_reset/"


@pytest.fixture
def owner():
    user = user_in("editors", "aynur")
    user.email = "aynur@example.org"
    user.save()
    return user


def browser(address="192.0.2.1"):
    return Client(REMOTE_ADDR=address, headers={"accept-language": "en"})


def log_in(client, username="aynur", password=PASSWORD):
    return client.post(LOGIN, {"username": username, "password": password})


def guess(times, *, username="aynur"):
    """From addresses all over the world."""
    for number in range(times):
        response = log_in(browser(f"198.51.100.{number}"), username, "wrong")
    return response


def test_an_account_is_closed_to_strangers_after_some_wrong_passwords(owner):
    assert guess(LOG_IN_TO.most).status_code == 200
    response = log_in(browser())
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 15 * 60
    assert re.search(r"try again in \d+ minutes?\.", response.content.decode())


def test_the_window_ends_by_itself(owner, monkeypatch):
    guess(LOG_IN_TO.most)
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + LOG_IN_TO.minutes * 60)
    assert log_in(browser()).status_code == 302


def test_nobody_learns_whether_there_is_an_account(owner):
    answers = {}
    for username in ("aynur", "nobody"):
        for times in (1, LOG_IN_TO.most):
            response = guess(times, username=username)
            text = re.sub('[A-Za-z0-9]{64}|nonce="[^"]+"', "", response.content.decode())  # tokens
            answers.setdefault(username, []).append((response.status_code, text.replace(username, "…")))
    assert [status for status, _text in answers["aynur"]] == [200, 429]
    assert answers["aynur"] == answers["nobody"]


def test_an_account_that_is_not_there_takes_as_much_work(owner):
    def statements(username):
        with CaptureQueriesContext(connection) as captured:
            log_in(browser(), username, "wrong")
        return [re.split("WHERE|VALUES", one["sql"])[0] for one in captured if "SAVEPOINT" not in one["sql"]]

    statements("warm up")
    assert statements("aynur") == statements("nobody")


def test_a_browser_that_is_known_is_let_in_while_strangers_try(owner):
    mine = browser()
    log_in(mine)
    mine.post(reverse("wagtailadmin_logout"))
    guess(LOG_IN_TO.most)
    assert log_in(browser()).status_code == 429
    assert log_in(mine).status_code == 302


def test_a_browser_that_is_known_is_limited_too_and_for_its_own_account_only(owner):
    user_in("editors", "leyla")
    mine = browser()
    log_in(mine)
    mine.post(reverse("wagtailadmin_logout"))
    guess(LOG_IN_TO.most, username="leyla")
    assert log_in(mine, "leyla").status_code == 429
    for _time in range(LOG_IN_TO.most):
        log_in(mine, password="wrong")
    assert log_in(mine).status_code == 429


def test_who_resets_the_password_is_in_again(owner):
    guess(LOG_IN_TO.most)
    mine = browser()
    mine.post(RESET, {"email": "aynur@example.org"})
    link = re.search(r"/admin/password_reset/confirm/\S+", mail.outbox[0].body)[0]
    form = mine.get(link, follow=True).redirect_chain[-1][0]
    mine.post(form, {"new_password1": NEW, "new_password2": NEW})
    guess(LOG_IN_TO.most)
    assert log_in(mine, password=NEW).status_code == 302


def test_an_address_is_stopped_that_tries_many_accounts(owner):
    one, other = browser(), browser("192.0.2.2")
    for number in range(LOG_IN_FROM.most):
        assert log_in(one, f"name{number}").status_code == 200
    assert log_in(one).status_code == 429
    assert log_in(other).status_code == 302


def test_who_logs_in_with_the_right_password_uses_nothing_up(owner):
    for _time in range(LOG_IN_TO.most + 1):
        assert log_in(browser()).status_code == 302
    assert not Attempts.objects.filter(count__gt=0).exists()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),  # the left one is the visitor's own claim
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "nonsense", ""),
    ],
)
def test_the_address_is_the_one_the_outermost_proxy_of_ours_saw(rf, settings, proxies, forwarded, found):
    settings.PROXIES = proxies
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)) == found


def test_what_is_counted_tells_nobody_whom(owner, monkeypatch):
    guess(1)
    first = set(Attempts.objects.values_list("key", flat=True))
    assert len(first) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in first)
    now = limits.time.time()
    monkeypatch.setattr(limits.time, "time", lambda: now + LOG_IN_TO.minutes * 60)
    guess(1)
    assert not first & {LOG_IN_TO.of("aynur").key, LOG_IN_FROM.of("198.51.100.0").key}


def test_what_was_counted_is_forgotten_when_its_window_has_ended(owner, monkeypatch):
    guess(1)
    Attempts.objects.update(ends_at="2026-01-01T00:00Z")
    guess(1, username="nobody")
    assert not Attempts.objects.filter(ends_at__lt="2026-01-02T00:00Z").exists()


# New passwords


def test_a_new_password_is_mailed_to_who_has_an_account_and_nobody_sees_whether_it_was(owner):
    seen = []
    for email in ("aynur@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as captured:
            response = browser().post(RESET, {"email": email})
        seen.append((response.status_code, response.headers["Location"]))
    assert seen[0] == seen[1]
    assert len(captured) > 0
    assert [one.to for one in mail.outbox] == [["aynur@example.org"]]
    assert "/admin/password_reset/confirm/" in mail.outbox[0].body


@pytest.mark.parametrize("email", ["aynur@example.org", "nobody@example.org"])
def test_nobody_is_sent_mail_after_mail(owner, email):
    for _time in range(RESET_FOR.most):
        assert browser().post(RESET, {"email": email}).status_code == 302
    response = browser("192.0.2.9").post(RESET, {"email": email.title()})
    assert response.status_code == 429
    assert email.title() in response.content.decode()
    assert len(mail.outbox) in (0, RESET_FOR.most)


def test_there_is_no_other_way_in():
    response = browser().get("/_util/login/?next=/private/")
    assert response.headers["Location"] == f"{LOGIN}?next=/private/"
    assert browser().post("/_util/login/", {"username": "a", "password": "b"}).headers["Location"] == LOGIN
