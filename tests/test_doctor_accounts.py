"""What the doctor says of who may get in, and how."""

import pytest
from django.contrib.auth import get_user_model

from core.doctor import accounts
from core.doctor.finding import ADVICE, GOOD, WRONG
from tests.factories import user_in
from tests.second_factor import with_second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def production(monkeypatch, settings):
    settings.TWO_FACTOR_REQUIRED = True
    monkeypatch.setattr(accounts, "in_production", lambda: True)


def found(examination):
    return [(finding.level, finding.text) for finding in examination()]


def test_who_may_publish_and_has_no_second_factor_is_named(production):
    with_second_factor(user_in("chief-editors", "with"))
    user_in("chief-editors", "without")
    user_in("editors", "editor")
    assert found(accounts.second_factors) == [(ADVICE, "No second factor yet: without.")]


def test_that_it_is_not_required_is_said(production, settings):
    settings.TWO_FACTOR_REQUIRED = False
    assert found(accounts.second_factors)[0] == (ADVICE, "Who may publish gets in with a password alone.")


def test_codes_that_can_not_be_checked_are_said(production, settings):
    with_second_factor(user_in("chief-editors", "leyla"))
    assert [level for level, _text in found(accounts.second_factors)] == [GOOD]
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key of more than thirty-two letters"
    [(level, text)] = found(accounts.second_factors)
    assert (level, "leyla" in text) == (WRONG, True)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert [level for level, _text in found(accounts.second_factors)] == [GOOD]


def test_one_administrator_alone_is_too_few():
    assert [level for level, _text in found(accounts.administrators)] == [WRONG]
    user_in("administrators")
    assert [level for level, _text in found(accounts.administrators)] == [ADVICE]
    get_user_model().objects.create_superuser("root")
    assert found(accounts.administrators) == []
