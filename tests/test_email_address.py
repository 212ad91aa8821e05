"""New passwords go to one's e-mail address: who changes it gives the password, and the former address hears of it."""

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.users.models import UserProfile

from core.accounts.confirming import CONFIRM
from core.privacy.accounts import make_anonymous
from tests.factories import committed, user_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

PASSWORD = "a password of some length"
FORMER, NEW = "aynur@example.org", "new@example.org"


@pytest.fixture
def person():
    user = user_in("editors", "aynur")
    user.first_name, user.last_name, user.email = "Aynur", "Məmmədova", FORMER
    user.save()
    return user


@pytest.fixture
def client(client, person):
    client.force_login(person)
    return client


def send(client, *, email=NEW, password="", **others):
    form = {
        "name_email-first_name": "Aytən",
        "name_email-last_name": "Məmmədova",
        "name_email-email": email,
        "name_email-current_password": password,
        "locale-preferred_language": "en",
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "translation_mail-frequency": "daily",
    }
    with committed():
        return client.post(reverse("wagtailadmin_account"), {**form, **others})


def address_of(person):
    person.refresh_from_db()
    return person.email


def test_who_gives_the_password_changes_the_address_and_the_former_one_is_told(client, person):
    assert send(client, password=PASSWORD).status_code == 302
    assert address_of(person) == NEW
    [sent] = mail.outbox
    assert sent.to == [FORMER]
    assert sent.subject == "The e-mail address of your account “aynur” was changed."
    assert "tell an administrator of the site at once" in sent.body
    assert NEW not in sent.body  # whose it is, is nobody's business


@pytest.mark.parametrize("password", ["", "wrong"])
def test_who_does_not_know_it_changes_nothing(client, person, password):
    response = send(client, password=password)
    assert response.status_code == 200
    assert "This is not your password" in response.content.decode()
    assert address_of(person) == FORMER
    assert person.first_name == "Aynur"
    assert mail.outbox == []


def test_a_wrong_password_counts_once_and_is_not_guessed_without_end(client, person):
    for _time in range(CONFIRM.most):
        assert "This is not your password" in send(client, password="wrong").content.decode()
    assert "There were too many attempts" in send(client, password=PASSWORD).content.decode()
    assert address_of(person) == FORMER


def test_whatever_else_is_changed_nobody_is_asked(client, person):
    assert send(client, email=FORMER).status_code == 302
    person.refresh_from_db()
    assert person.first_name == "Aytən"
    assert mail.outbox == []


def test_the_first_address_of_an_account_needs_the_password_too(client, person):
    type(person).objects.update(email="")
    assert send(client).status_code == 200
    assert send(client, password=PASSWORD).status_code == 302
    assert mail.outbox == []


def test_who_has_no_password_is_asked_for_none(client, person):
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert "name_email-current_password" not in client.get(reverse("wagtailadmin_account")).content.decode()
    assert send(client).status_code == 302
    assert address_of(person) == NEW


def test_the_former_address_is_told_in_the_language_of_the_person(person):
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "tr"})
    change(person)
    assert mail.outbox[0].subject == "“aynur” hesabınızın e-posta adresi değiştirildi."


def test_it_is_told_as_well_when_an_administrator_changes_it(person):
    change(person)
    assert [one.to for one in mail.outbox] == [[FORMER]]


def test_nobody_is_told_of_an_address_that_is_erased_or_written_in_another_way(person):
    person.email = FORMER.title()
    person.save()
    with committed():
        make_anonymous(person)
    assert mail.outbox == []
    assert not DBTaskResult.objects.exists()


def change(person):
    person.email = NEW
    with committed():
        person.save()
