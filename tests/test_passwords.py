"""Passwords after NIST SP 800-63B: long, unknown, and otherwise as one likes."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from tests.factories import user_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
GOOD = [
    "göy qurşağı üzərində çay",
    "aaaa bbbb cccc d",
    "ｗｉｄｅ letters and 🌊🌊",
    "nothing but small letters",
    "x" * 11 + "y",
    "давайте попробуем так",
    "a very long one " * 16,
    "730194826650173",
]
BAD = [
    "eleven char",  # short
    "qwertyuiop123",  # common
    "password12345",
    "aynur.mammadova",  # like the account
    "Aynur-Mammadova1",
    "Mammadova@example",
]


@pytest.fixture
def person():
    return get_user_model()(
        username="aynur.mammadova", first_name="Aynur", last_name="Mammadova", email="mammadova@example.org"
    )


@pytest.mark.parametrize("password", GOOD)
def test_what_is_long_and_unknown_is_taken_whatever_it_is_made_of(person, password):
    validate_password(password, person)


@pytest.mark.parametrize("password", BAD)
def test_what_is_short_or_common_or_like_the_account_is_refused(person, password):
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.parametrize("password", ["umidsite-2026!!", "Ümidsite2026 2026", "example-umidsite1"])
def test_the_name_of_the_site_is_no_password(person, settings, password):
    settings.WAGTAIL_SITE_NAME, settings.ALLOWED_HOSTS = "Ümidsite", ["www.example.org"]
    with pytest.raises(ValidationError):
        validate_password(password, person)
    validate_password("we all read umidsite in the morning", person)


def test_a_password_never_grows_old_and_is_signed_in_with_as_it_was_typed(client):
    user = user_in("editors")
    user.set_password("  spaces around and ə  ")
    user.save()
    data = {"username": user.username, "password": "  spaces around and ə  "}
    assert client.post(reverse("wagtailadmin_login"), data).status_code == 302


@pytest.mark.parametrize("language", ["az", "en", "tr"])
def test_the_rules_are_said_in_the_language_of_whoever_reads_them(language):
    with translation.override(language):
        texts = [str(text) for text in password_validators_help_texts()]
    with translation.override("en"):
        english = [str(text) for text in password_validators_help_texts()]
    assert len(texts) == 5 and all(texts)
    assert (texts == english) == (language == "en")
    assert not set(texts) & set(english) or language == "en"


def test_password_managers_know_which_field_is_which(client):
    form = client.get(reverse("wagtailadmin_login")).context["form"]
    found = {name: field.widget.attrs.get("autocomplete") for name, field in form.fields.items()}
    assert (found["username"], found["password"]) == ("username", "current-password")
