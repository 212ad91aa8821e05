"""After the password a code: of an app, or from paper; each is good for one time."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from core import limits
from core.accounts.second_factor import app, rules, signing_in
from core.models import CodeApp, RecoveryCode, Session
from tests.factories import committed, user_in
from tests.second_factor import (
    CODE,
    LOGIN,
    PASSWORD,
    SET_UP,
    browser,
    code_of,
    log_in,
    set_up,
    type_code,
    with_second_factor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english"), pytest.mark.once]
ACCOUNT, OFF, NEW_CODES = (
    "/admin/account/two-step/",
    "/admin/account/two-step/off/",
    "/admin/account/two-step/recovery-codes/",
)


@pytest.fixture
def person():
    user = user_in("editors", "aynur")
    user.email = "aynur@example.org"
    user.save()
    return user


def is_in(client):
    return client.get("/admin/account/").status_code == 200


def logged(action):
    return ModelLogEntry.objects.filter(action=action).count()


# Setting it up


def test_it_is_set_up_with_a_picture_and_a_code_and_asked_for_from_then_on(person):
    client = browser()
    log_in(client, person)
    page = BeautifulSoup(client.get(SET_UP).content, "html.parser")
    picture = client.get(page.find("img", class_="account-qr")["src"])
    assert (picture.headers["Content-Type"], b"<script" in picture.content, b"style=" in picture.content) == (
        "image/svg+xml",
        False,
        False,
    )
    assert len(page.find("code").get_text().replace(" ", "")) == 32
    codes = set_up(client)
    assert len(set(codes)) == 10
    assert is_in(client)
    assert logged(rules.SET_UP) == 1
    other = browser()
    assert log_in(other, person).headers["Location"] == CODE
    assert not is_in(other)


def test_a_wrong_code_sets_nothing_up_and_the_picture_stays(person):
    client = browser()
    log_in(client, person)
    before = BeautifulSoup(client.get(SET_UP).content, "html.parser").find("code").get_text()
    response = client.post(SET_UP, {"code": "000000"})
    assert "This code is not right" in response.content.decode()
    assert BeautifulSoup(response.content, "html.parser").find("code").get_text() == before
    assert not CodeApp.objects.exists()


def test_who_is_logged_in_elsewhere_without_it_is_logged_out(person):
    one, other = browser(), browser()
    log_in(one, person)
    log_in(other, person)
    set_up(one)
    assert is_in(one)
    assert not is_in(other)


def test_changing_it_asks_for_the_password_once_more(person, monkeypatch):
    client = browser()
    log_in(client, person)
    later = limits.time.time() + 3600
    monkeypatch.setattr("core.accounts.confirming.time.time", lambda: later)
    for address in (SET_UP, NEW_CODES, OFF):
        set_up_first = client.get(address)
        assert set_up_first.status_code == 302
    where = client.get(SET_UP).headers["Location"]
    assert where.startswith("/admin/account/confirm/")
    assert "not your password" in client.post(where, {"password": "wrong"}).content.decode()
    assert client.post(where, {"password": PASSWORD}).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


# Signing in


def test_a_code_of_the_app_lets_in_once(person):
    secret, client = with_second_factor(person), browser()
    response = log_in(client, person, next="/admin/pages/")
    assert response.headers["Location"] == CODE
    code = code_of(secret)
    assert type_code(client, code).headers["Location"] == "/admin/pages/"
    assert is_in(client)
    other = browser()
    log_in(other, person)
    assert type_code(other, code).status_code == 200
    assert not is_in(other)
    assert type_code(other, code_of(secret, steps=1)).status_code == 302


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000 000", "²²²²²²"])
def test_what_is_no_code_is_refused_with_what_to_do(person, code):
    with_second_factor(person)
    client = browser()
    log_in(client, person)
    assert type_code(client, code).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(("steps", "status"), [(-2, 200), (-1, 302), (1, 302), (2, 200)])
def test_the_clock_of_a_telephone_may_be_half_a_minute_off(person, steps, status):
    secret, client = with_second_factor(person), browser()
    log_in(client, person)
    assert type_code(client, code_of(secret, steps)).status_code == status


def test_a_recovery_code_lets_in_once_however_it_is_written_and_its_owner_is_told(person):
    client = browser()
    log_in(client, person)
    codes = set_up(client)
    typed = codes[0].upper().replace("-", " ")
    other, third = browser(), browser()
    log_in(other, person)
    with committed():
        assert type_code(other, typed, "?recovery").status_code == 302
    assert is_in(other)
    log_in(third, person)
    assert type_code(third, typed, "?recovery").status_code == 200
    assert "9 recovery codes left" in client.get(ACCOUNT).content.decode()
    assert logged(rules.CODE_USED) == 1
    assert "recovery code" in mail.outbox[-1].subject


def test_the_password_alone_opens_nothing(person):
    with_second_factor(person)
    client = browser()
    log_in(client, person)
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").headers["Location"].startswith(LOGIN)


def test_codes_can_not_be_guessed(person):
    secret, client = with_second_factor(person), browser()
    log_in(client, person)
    for _time in range(signing_in.SOON.most):
        assert type_code(client, "000000").status_code == 200
    other = browser()
    log_in(other, person)
    response = type_code(other, code_of(secret))
    assert response.status_code == 429
    assert "try again in" in response.content.decode()


def test_who_waits_too_long_or_changes_the_password_begins_anew(person, monkeypatch):
    secret, client, other = with_second_factor(person), browser(), browser()
    log_in(client, person)
    log_in(other, person)
    person.set_password("another one of some length")
    person.save()
    assert type_code(client, code_of(secret)).headers["Location"] == LOGIN
    person.set_password(PASSWORD)
    person.save()
    later = limits.time.time() + signing_in.PATIENCE + 1
    monkeypatch.setattr(signing_in.time, "time", lambda: later)
    assert type_code(other, code_of(secret)).headers["Location"] == LOGIN


def test_without_the_password_there_is_nothing_to_give_a_code_for():
    assert browser().get(CODE).headers["Location"] == LOGIN


# At rest


def test_a_copy_of_the_database_makes_no_codes(person, settings):
    client = browser()
    log_in(client, person)
    codes = set_up(client)
    stored = CodeApp.objects.get().secret + "".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not [code for code in codes if code in stored]
    settings.SECRET_KEY = "another key, as on a machine that was set up anew"
    assert not app.can_be_read(CodeApp.objects.get())
    settings.SECRET_KEY_FALLBACKS = [""]


def test_after_a_disaster_with_another_key_the_codes_on_paper_are_good(person, settings):
    client = browser()
    log_in(client, person)
    codes, secret = set_up(client), CodeApp.objects.get().secret
    typed = code_of(secret, steps=1)
    settings.SECRET_KEY = "another key, as on a machine that was set up anew"
    other = browser()
    log_in(other, person)
    assert type_code(other, typed).status_code == 200
    assert type_code(other, codes[3], "?recovery").status_code == 302


# Codes on paper


def test_new_recovery_codes_take_the_place_of_the_old_ones_and_can_be_kept_as_a_file(person):
    client = browser()
    log_in(client, person)
    old = set_up(client)
    page = BeautifulSoup(client.post(NEW_CODES).content, "html.parser")
    sent = page.find("input", attrs={"name": "codes"})["value"]
    file = client.post("/admin/account/two-step/recovery-codes.txt", {"codes": sent + " <b>other</b>"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert [line for line in file.content.decode().splitlines() if line in sent.split()] == sent.split()
    assert b"<b>" not in file.content
    other = browser()
    log_in(other, person)
    assert type_code(other, old[0], "?recovery").status_code == 200


# Switching it off, and losing the telephone


def test_who_need_not_have_it_switches_it_off(person):
    client, other = browser(), browser()
    log_in(client, person)
    set_up(client)
    with committed():
        client.post(OFF)
    assert not CodeApp.objects.exists() and not RecoveryCode.objects.exists()
    assert is_in(client)
    assert log_in(other, person).headers["Location"] == "/admin/"
    assert mail.outbox[-1].to == ["aynur@example.org"]


def test_an_administrator_resets_it_for_who_has_lost_the_telephone(person, client):
    with_second_factor(person)
    administrator = user_in("administrators")
    log_in(client, administrator)
    address = f"/admin/account/two-step/reset/{person.pk}/"
    assert address in client.get("/admin/users/").content.decode()
    assert "First be sure" in client.get(address).content.decode()
    with committed():
        client.post(address)
    assert log_in(browser(), person).headers["Location"] == "/admin/"
    entry = ModelLogEntry.objects.get(action=rules.TAKEN_AWAY)
    assert (entry.user, entry.object_id) == (administrator, str(person.pk))
    assert mail.outbox[-1].to == ["aynur@example.org"]


def test_nobody_else_resets_it(person, client, admin_user):
    with_second_factor(person)
    log_in(client, user_in("chief-editors"))
    client.post(f"/admin/account/two-step/reset/{person.pk}/")
    assert CodeApp.objects.filter(user=person).exists()
    log_in(client, user_in("administrators"))
    with_second_factor(admin_user)
    client.post(f"/admin/account/two-step/reset/{admin_user.pk}/")  # who may more
    assert CodeApp.objects.filter(user=admin_user).exists()


def test_who_is_shut_out_wholly_is_let_in_by_who_runs_the_server(person, capsys):
    with_second_factor(person)
    Session.objects.create(session_key="x", session_data="", expire_date="2100-01-01T00:00Z", user=person)
    call_command("reset_second_factor", "aynur")
    assert not CodeApp.objects.exists() and not Session.objects.filter(user=person).exists()
    call_command("reset_second_factor", "aynur")
    assert "has no two-step verification" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no account"):
        call_command("reset_second_factor", "nobody")
