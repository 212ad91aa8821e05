"""Translations stand where their originals stand: below the same parent, in the same order."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.synctree import synchronize_tree

from core.localize.life.moving import FollowOriginal
from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, make_page, translate, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

SOUND = ([], [], [], [], [])


def in_english(text):
    return f"EN {text}"


@made_once
def home_page(home):
    translate(home, "en", in_english)
    return home


def published(title, parent):
    """A page that readers find in English too."""
    page = make_page(StandardPage, parent, title=title)
    translate(page, "en", in_english)
    return page


@pytest.fixture
def make(home_page):
    def make(title, parent=home_page, *, live=True):
        if live:
            return published(title, parent)
        page = make_page(StandardPage, parent, title=title, live=False)
        translate_object(page, [locale("en")])
        return page

    return make


@made_once
def page(home_page):
    return published("Haqqımızda", home_page)


@made_once
def destination(home_page):
    return published("Təşkilat", home_page)


def now(page):
    return Page.objects.get(pk=page.pk).specific


def english_of(page):
    return Page.objects.get(translation_key=page.translation_key, locale=locale("en"))


def english_titles(parent):
    return [page.draft_title for page in english_of(parent).get_children().order_by("path")]


def move(client, page, destination):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]))


def move_in_bulk(client, page, destination):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return client.post(f"{address}?id={page.pk}&next=/admin/", {"chooser": destination.pk})


BOTH_WAYS = pytest.mark.parametrize("way", [move, move_in_bulk])


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def without_publishing_english():
    user = user_in(CHIEF_EDITORS)
    GroupPagePermission.objects.filter(
        group=user.groups.get(), page__locale=locale("en"), permission__codename="publish_page"
    ).delete()
    return user


@BOTH_WAYS
def test_a_translation_moves_with_its_original_and_its_subpages(page, destination, make, client, way):
    below = make("Komanda", page)
    client.force_login(user_in(CHIEF_EDITORS))
    way(client, page, destination)
    assert now(page).get_parent().pk == destination.pk
    english = english_of(page)
    assert english.get_parent() == english_of(destination)
    assert english_of(below).get_parent() == english
    assert english_of(below).url == "/en/en-teskilat/en-haqqimizda/en-komanda/"
    assert Page.find_problems() == SOUND


def test_former_addresses_lead_to_the_new_ones_in_every_language(page, destination, client):
    now(page).move(now(destination), pos="last-child")
    assert client.get("/en/en-haqqimizda/").headers["Location"] == "/en/en-teskilat/en-haqqimizda/"
    assert client.get("/haqqimizda/").headers["Location"] == "/teskilat/haqqimizda/"


def test_a_parent_that_is_missing_is_made_as_a_draft_translation(make, home_page):
    page = make("Haqqımızda")
    destination = make_page(StandardPage, home_page, title="Təşkilat")
    now(page).move(now(destination), pos="last-child")
    parent = english_of(page).get_parent()
    assert (parent.translation_key, parent.live, parent.alias_of) == (destination.translation_key, False, None)
    assert Translation.objects.filter(source__object_id=destination.translation_key).exists()
    assert english_of(page).live
    assert Page.find_problems() == SOUND


def test_siblings_stand_in_the_order_of_their_originals(make, home_page):
    first, second, third = (make(title) for title in ("Bir", "İki", "Üç"))
    assert english_titles(home_page) == ["EN Bir", "EN İki", "EN Üç"]
    now(third).move(now(first), pos="left")
    assert english_titles(home_page) == ["EN Üç", "EN Bir", "EN İki"]
    now(third).move(now(second), pos="right")
    assert english_titles(home_page) == ["EN Bir", "EN İki", "EN Üç"]
    now(first).move(now(home_page), pos="last-child")
    assert english_titles(home_page) == ["EN İki", "EN Üç", "EN Bir"]
    assert Page.find_problems() == SOUND


def test_a_page_moved_in_between_stands_there_in_every_language(make):
    section, page = make("Bölmə"), make("Səhifə")
    first, _second = make("Bir", section), make("İki", section)
    now(page).move(now(first), pos="right")
    assert english_titles(section) == ["EN Bir", "EN Səhifə", "EN İki"]


def test_a_translation_made_later_takes_its_place_among_the_others(make, home_page):
    late = make_page(StandardPage, home_page, title="Birinci")
    make("İkinci")
    translate(late, "en", in_english)
    assert english_titles(home_page) == ["EN Birinci", "EN İkinci"]
    assert Page.find_problems() == SOUND


def test_a_page_that_stands_on_its_own_stays_where_it_is(page, destination, home_page):
    own = make_page(StandardPage, english_of(home_page), title="Only in English")
    now(page).move(now(destination), pos="last-child")
    assert english_titles(home_page) == ["EN Təşkilat", "Only in English"]
    own.move(english_of(destination), pos="last-child")
    assert english_titles(destination) == ["EN Haqqımızda", "Only in English"]


def test_a_slug_that_is_taken_gets_a_number(page, destination, client):
    there = make_page(StandardPage, destination, title="Başqa")
    translate(there, "en", lambda text: "EN Haqqımızda")
    now(page).move(now(destination), pos="last-child")
    english = english_of(page)
    assert english.url == "/en/en-teskilat/en-haqqimizda-1/"
    assert client.get(english.url).status_code == 200
    assert client.get("/en/en-haqqimizda/").headers["Location"] == english.url
    assert not Redirect.objects.filter(old_path="/en/en-haqqimizda-1").exists()
    english.get_latest_revision().publish()
    translate(now(page), "en", in_english)
    assert english_of(page).url == english.url


@BOTH_WAYS
def test_a_translation_is_not_moved_by_itself(page, destination, client, way):
    english = english_of(page)
    client.force_login(user_in(CHIEF_EDITORS))
    response = way(client, english, english_of(destination))
    assert "Azərbaycanca" in told(response)
    assert english_of(page).get_parent() == english.get_parent()


def test_nor_is_it_put_in_another_order(make, home_page, client):
    first, second = make("Bir"), make("İki")
    with pytest.raises(PublicationRefused):
        english_of(second).move(english_of(first), pos="left")
    client.force_login(user_in(CHIEF_EDITORS))
    response = client.post(
        reverse("wagtailadmin_pages:set_page_position", args=[english_of(second).pk]) + "?position=0"
    )
    assert response.status_code == 409
    assert "Azərbaycanca" in told(response)
    assert english_titles(home_page) == ["EN Bir", "EN İki"]


def test_a_translation_that_stands_astray_may_be_brought_home(page, destination, home_page):
    FollowOriginal(english_of(page), english_of(destination), pos="last-child").execute()
    english_of(page).move(english_of(home_page), pos="last-child")
    assert english_of(page).get_parent() == english_of(home_page)


@BOTH_WAYS
def test_nothing_moves_if_a_live_translation_may_not(page, destination, client, way):
    parents = [now(page).get_parent(), english_of(page).get_parent()]
    client.force_login(without_publishing_english())
    response = way(client, page, destination)
    assert "EN Haqqımızda" in told(response)
    assert "English" in told(response)
    assert [now(page).get_parent(), english_of(page).get_parent()] == parents


def test_nor_is_the_order_changed(make, home_page, client):
    make("Bir")
    second = make("İki")
    client.force_login(without_publishing_english())
    response = client.post(reverse("wagtailadmin_pages:set_page_position", args=[second.pk]) + "?position=0")
    assert "EN İki" in told(response)
    assert english_titles(home_page) == ["EN Bir", "EN İki"]


@BOTH_WAYS
def test_an_editor_moves_a_draft_with_its_drafts_in_other_languages(make, client, way):
    page, destination = make("Haqqımızda", live=False), make("Təşkilat")
    client.force_login(user_in(EDITORS))
    way(client, page, destination)
    assert english_of(page).get_parent() == english_of(destination)


@pytest.mark.parametrize("group", [EDITORS, translators_group("en")])
@BOTH_WAYS
def test_who_may_not_move_a_live_original_moves_nothing(page, destination, client, group, way):
    client.force_login(user_in(group))
    way(client, page, destination)
    assert now(page).get_parent() != now(destination)
    assert english_of(page).get_parent() != english_of(destination)


def test_the_confirmation_names_the_pages_and_their_languages(make, home_page, client):
    page = make("Haqqımızda")
    destination = make_page(StandardPage, home_page, title="Təşkilat")
    client.force_login(user_in(CHIEF_EDITORS))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    single = client.get(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])).content.decode()
    for text in (single, client.get(f"{bulk}?id={page.pk}&next=/admin/").content.decode()):
        assert "EN Haqqımızda" in text
        assert "English" in text
        assert reverse("wagtailadmin_pages:edit", args=[english_of(page).pk]) in text
    assert "made as a draft" in single


def test_a_language_added_after_a_move_gets_the_tree_as_it_is_now(make):
    """wagtail/wagtail-localize#906: it made some pages twice, and stopped."""
    page = make("Haqqımızda")
    destination = make("Təşkilat")
    now(page).move(now(destination), pos="last-child")
    russian = Locale.objects.create(language_code="ru")
    synchronize_tree(Locale.get_default(), russian)
    assert page.get_translation(russian).get_parent().specific == destination.get_translation(russian)
    assert not Page.objects.filter(locale=russian, live=True).exists()
    assert Page.find_problems() == SOUND
