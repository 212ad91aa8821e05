"""A new site has a privacy page from its first day, and the doctor says when a site has none."""

import io

import pytest
from django.core.management import call_command

from core.doctor import configuration
from core.doctor.finding import ADVICE, GOOD, WRONG
from home.demo.loader import Loader
from home.demo.pages import PRIVACY
from home.models import PrivacyPage
from home.privacy_page import make_privacy_page
from tests.factories import committed, locale, make_page, translate

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def page(home):
    with committed():
        return make_privacy_page()


def level():
    (finding,) = configuration.privacy_page()
    return finding.level


def test_it_is_live_in_the_source_language_and_says_what_the_rules_say(client, page, settings):
    settings.ACCOUNT_DAYS = 99
    html = client.get(page.url).content.decode()
    assert page.url == "/mexfilik/"
    assert "<h1" in html and "Məxfilik" in html
    assert "99 gün" in html
    assert f'href="{page.url}"' in client.get("/").content.decode()


@pytest.mark.parametrize(("code", "title", "days"), [("en", "Privacy", "99 days"), ("tr", "Gizlilik", "99 gün")])
def test_in_the_others_it_is_a_translated_draft_that_goes_live_with_the_home_page(
    client, home, page, settings, code, title, days
):
    settings.ACCOUNT_DAYS = 99
    draft = PrivacyPage.objects.get(translation_key=page.translation_key, locale=locale(code))
    assert (draft.live, draft.title) == (False, title)
    assert client.get(f"/{code}/{draft.slug}/").status_code == 404
    translate(home, code, lambda text: f"{code} {text}")
    with committed():
        draft.get_latest_revision().publish()
    html = client.get(f"/{code}/{draft.slug}/").content.decode()
    assert title in html and days in html
    assert PrivacyPage.objects.get(pk=draft.pk).summary not in ("", page.summary)


def test_one_that_is_there_is_left_alone(home):
    make_page(PrivacyPage, home, live=False, title="Bizim qaydalar")
    written = io.StringIO()
    call_command("make_privacy_page", stdout=written)
    assert "already" in written.getvalue()
    assert PrivacyPage.objects.count() == 1


def test_the_demo_leaves_alone_the_one_that_a_site_began_with(home, page):
    loader = Loader(say=str)
    loader.locale, loader.known = home.locale, {"home": home}
    loader.draft_page(PRIVACY)
    assert loader.known[PRIVACY.key] == page
    assert PrivacyPage.objects.filter(locale=home.locale).count() == 1


def test_a_site_that_exists_gets_none_by_a_migration(home):
    call_command("setup_site", stdout=io.StringIO())
    assert not PrivacyPage.objects.exists()


def test_the_doctor_says_what_is_missing_and_what_to_do(home):
    (finding,) = configuration.privacy_page()
    assert finding.level == WRONG
    assert "manage.py make_privacy_page" in finding.do
    with committed():
        page = make_privacy_page()
    assert level() == ADVICE  # it does not say yet who answers for the site
    page.body = [("text", "<p>Saytın sahibi “Ümid” İctimai Birliyidir.</p>")]
    with committed():
        page.save_revision().publish()
    assert level() == GOOD


def test_a_draft_is_none(home):
    make_page(PrivacyPage, home, live=False, title="Məxfilik")
    assert level() == WRONG
