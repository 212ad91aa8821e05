"""Whom to tell of a weakness: RFC 9116."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from core import generation
from core.machines import security
from home.models import SiteIdentity
from tests.contact_form import contact_form
from tests.factories import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESS = "/.well-known/security.txt"


def fields(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_the_contact_is_that_of_the_settings(client, home, settings):
    settings.SECURITY_CONTACT = "https://example.org/security"
    assert fields(client)["Contact"] == "https://example.org/security"


def test_an_address_of_mail_becomes_a_uri(client, home, settings):
    settings.SECURITY_CONTACT = "security@example.org"
    assert fields(client)["Contact"] == "mailto:security@example.org"


def test_else_it_is_the_sites_own(client, home):
    SiteIdentity(name="Umid", email="info@example.org", locale=home.locale).save()
    assert fields(client)["Contact"] == "mailto:info@example.org"


def test_else_it_is_the_first_form_of_the_site(client, home):
    form = make_page(contact_form(), home)
    assert fields(client)["Contact"] == form.full_url


def test_without_a_contact_there_is_no_file(client, home):
    SiteIdentity.objects.update(email="")
    assert client.get(ADDRESS).status_code == 404


def test_languages_and_the_files_own_address(client, home, settings):
    settings.SECURITY_CONTACT = "security@example.org"
    said = fields(client)
    assert said["Preferred-Languages"] == "az, en, tr"
    assert said["Canonical"] == home.get_site().root_url + ADDRESS


@pytest.mark.parametrize(
    ("now", "expires"),
    [
        ("2026-11-29T12:00:00+00:00", "2027-05-01T00:00:00Z"),
        ("2026-12-31T23:59:59+00:00", "2027-06-01T00:00:00Z"),
        ("2027-01-01T00:00:00+00:00", "2027-07-01T00:00:00Z"),
        ("2027-06-30T00:00:00+00:00", "2027-12-01T00:00:00Z"),
        ("2027-07-01T00:00:00+00:00", "2028-01-01T00:00:00Z"),
    ],
)
def test_it_never_expires_and_is_never_good_for_a_year(client, home, settings, monkeypatch, now, expires):
    settings.SECURITY_CONTACT = "security@example.org"
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(now))
    generation.clear()
    assert fields(client)["Expires"] == expires
    left = security.expires() - datetime.fromisoformat(now).astimezone(UTC)
    assert 145 < left.days < 186


def test_it_changes_once_a_month_and_is_not_sent_again_before(client, home, settings):
    settings.SECURITY_CONTACT = "security@example.org"
    etag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304
