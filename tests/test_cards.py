"""The picture of a page that has none, for those who share it."""

import re
from io import BytesIO

import pytest
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from core import cards
from core.models import Made
from home.models import SiteIdentity, StandardPage
from news.models import EventIndexPage, EventPage
from projects.models import ProjectPage
from tests.factories import committed, make_image, make_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def meta(client, page, name):
    found = re.search(rf'<meta property="og:{name}" content="([^"]*)">', client.get(page.url).content.decode())
    return found and found[1]


def path_of(address):
    return re.sub(r"^https?://[^/]+", "", address)


def picture(response):
    assert response.status_code == 200
    return Image.open(BytesIO(b"".join(response.streaming_content)))


@pytest.mark.parametrize("nth", [5, pytest.param(1, marks=pytest.mark.walk)])
def test_every_page_of_the_demo_without_a_picture_has_one(demo, client, nth):
    pages = [page for page in Page.objects.live().filter(depth__gt=1).specific() if not page.lead_image_id]
    assert {page.language for page in pages} == {"az", "en", "tr"}
    for page in pages[::nth]:
        assert (meta(client, page, "image:width"), meta(client, page, "image:height")) == ("1200", "630")
        assert path_of(meta(client, page, "image")) == cards.address_of(page)
    one = picture(client.get(cards.address_of(pages[-1])))
    assert (one.format, one.size) == ("PNG", (1200, 630))


def test_a_page_with_a_picture_is_shared_with_that(client, home):
    page = make_page(StandardPage, home, title="Haqqımızda", lead_image=make_image())
    assert "/cards/" not in meta(client, page, "image")


def test_it_says_whose_page_it_is_what_kind_and_what_title(home):
    SiteIdentity.objects.create(name="Ümid", hue=200, locale=home.locale)
    section = make_page(EventIndexPage, home, title="Tədbirlər")
    event = make_page(EventPage, section, title="Görüş", kind="training", starts_at="2026-11-01T10:00+04:00")
    found = cards.card(event)
    assert (found["site"], found["kind"], found["title"], found["language"]) == ("Ümid", "Təlim", "Görüş", "az")
    assert found["hue"] == 260  # events have a colour of their own


def test_its_words_are_in_the_language_of_the_page(demo):
    kinds = {page.language: cards.card(page)["kind"] for page in ProjectPage.objects.live()}
    assert kinds == {"az": "Layihə", "en": "Project", "tr": "Proje"}


@pytest.mark.parametrize("title", ["ƏWMŞ " * 51, "W" * 255, "İ", "ictimailəşdirilməsinə " * 11])
def test_any_title_has_room(home, title):
    page = StandardPage(title=title.strip(), locale=home.locale, depth=3)
    assert Image.open(BytesIO(cards.set_card(page))).size == (1200, 630)


def test_the_dot_of_a_capital_is_not_cut_off(home):
    """Typst measures a line from the height of its capitals."""
    cut, whole = (cards.set_card(StandardPage(title=title, locale=home.locale, depth=3)) for title in ("Ilk", "İlk"))
    assert cut != whole


def test_a_new_title_has_a_new_address_and_the_old_one_leads_there(client, home):
    page = make_page(StandardPage, home, title="Əvvəl")
    old = cards.address_of(page)
    page.title = "Sonra"
    page.save()
    new = cards.address_of(page)
    assert old != new
    response = client.get(old)
    assert (response.status_code, response.headers["Location"]) == (302, new)


def test_it_may_be_kept_for_ever_and_shown_on_other_sites(client, home):
    headers = client.get(cards.address_of(home)).headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_it_is_made_once(client, home, monkeypatch):
    made = []
    original = cards.set_card
    monkeypatch.setattr(cards, "set_card", lambda page: made.append(page) or original(page))
    for _ in range(2):
        picture(client.get(cards.address_of(home)))
    assert len(made) == 1


def test_it_is_made_when_the_page_is_published(home, settings):
    settings.MAKE_AHEAD = True
    page = make_page(StandardPage, home, title="Haqqımızda")
    assert Made.objects.filter(kind="card", page_id=page.pk).exclude(path="").exists()
    other = make_page(StandardPage, home, title="Şəkilli", lead_image=make_image())
    assert not Made.objects.filter(page_id=other.pk).exists()


def test_a_draft_and_a_page_for_some_have_none(client, home):
    draft = make_page(StandardPage, home, title="Qaralama", live=False)
    assert client.get(cards.address_of(draft)).status_code == 404
    page = make_page(StandardPage, home, title="Daxili")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(cards.address_of(page)).status_code == 404


def test_of_an_unpublished_page_nothing_is_left(client, home):
    page = make_page(StandardPage, home, title="Haqqımızda")
    address = cards.address_of(page)
    client.get(address)
    with committed():
        page.unpublish()
    assert client.get(address).status_code == 404
    assert not Made.objects.filter(page_id=page.pk).exists()
