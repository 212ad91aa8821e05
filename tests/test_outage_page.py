"""What somebody reads whose page can't be made or saved because the database or the disk is at fault."""

import errno

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from core import views
from tests.factories import user_in
from tests.store import Readers

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def reader():
    return Client(raise_request_exception=False, headers={"accept-language": "tr"})


@pytest.fixture
def away(monkeypatch):
    """Whatever is asked for of the site's pages fails so."""

    def fail(error):
        def route(request, path):
            raise error

        monkeypatch.setattr(views, "route", route)

    return fail


@pytest.mark.parametrize("language", ["az", "en", "tr"])
@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed"), OSError(errno.ENOSPC, "full")])
def test_it_is_said_in_the_language_of_the_address_and_when_to_come_again(reader, away, home, language, error):
    away(error)
    response = reader.get("/xeber/" if language == "az" else f"/{language}/xeber/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] and response.headers["Cache-Control"] == "no-store"
    assert f'<html lang="{language}">' in response.content.decode()


def test_an_error_of_ours_is_still_one(reader, away, home):
    away(ValueError("a mistake"))
    assert reader.get("/xeber/").status_code == 500


@pytest.mark.parametrize("language", ["az", "en", "tr"])
def test_an_editor_is_told_that_nothing_is_lost(monkeypatch, language):
    editor = Client(raise_request_exception=False, headers={"accept-language": language})
    editor.force_login(user_in("editors"))
    monkeypatch.setattr("wagtail.admin.views.account.AccountView.get", broken)
    response = editor.get(reverse("wagtailadmin_account"))
    assert response.status_code == 503
    assert f'<html lang="{language}">' in response.content.decode()


def test_a_script_that_saves_is_told_too(monkeypatch):
    editor = Client(raise_request_exception=False, headers={"accept": "application/json"})
    editor.force_login(user_in("editors"))
    monkeypatch.setattr("wagtail.admin.views.account.AccountView.get", broken)
    response = editor.get(reverse("wagtailadmin_account"))
    assert (response.status_code, response.json()["error_code"]) == (503, "unavailable")


def broken(*_args, **_kwargs):
    raise OperationalError("database or disk is full")


def test_while_the_database_is_known_to_be_away_django_is_not_entered(home):
    readers = Readers()
    assert readers.read("/").status == 200
    readers.asked.clear()
    readers.store.clock._is_blind = True
    readers.store.clock.look = lambda: None
    assert readers.read("/en/nobody-asked-before/").status == 503
    assert readers.read("/admin/", cookie="sessionid=x").status == 503
    assert readers.asked == []
    assert readers.read("/healthz").status == 200
