"""Who unpublishes an original unpublishes its translations; who may not do the one does not do the other."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from home.models import StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, make_page, publish, translate, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    """A page that readers find in three languages."""
    for code in ("en", "tr"):
        translate(home, code, lambda text, code=code: f"{code} {text}")
    return in_three_languages(make_page(StandardPage, home, title="Haqqımızda"))


def in_three_languages(page):
    for code in ("en", "tr"):
        translate(page, code, lambda text, code=code: f"{code} {text}")
    return page


def live_in(page):
    found = Page.objects.filter(translation_key=page.translation_key, live=True)
    return sorted(found.values_list("locale__language_code", flat=True))


def unpublish(client, page, **form):
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), form)


def unpublish_in_bulk(client, *pages, **form):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{query}&next=/admin/", {"include_descendants": "", **form})


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def without_publishing(language):
    """A chief editor whose rights in one language are those of a translator."""
    user = user_in(CHIEF_EDITORS)
    group = user.groups.get()
    GroupPagePermission.objects.filter(
        group=group, page__locale=locale(language), permission__codename="publish_page"
    ).delete()
    return user


def test_an_original_takes_its_translations_with_it(page, client):
    page.unpublish()
    assert live_in(page) == []
    for code in ("en", "tr"):
        assert client.get(f"/{code}/{page.get_translation(locale(code)).slug}/").status_code == 404


def test_a_translation_goes_alone(page):
    page.get_translation(locale("en")).unpublish()
    assert live_in(page) == ["az", "tr"]


def test_the_log_of_each_page_names_the_person(page):
    chief = user_in(CHIEF_EDITORS)
    page.unpublish(user=chief)
    entries = PageLogEntry.objects.filter(action="wagtail.unpublish", user=chief)
    assert set(entries.values_list("page_id", flat=True)) == set(
        Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
    )


def test_an_original_that_expires_takes_its_translations_with_it(page):
    page.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")
    assert live_in(page) == []
    english = page.get_translation(locale("en"))
    assert english.expired
    assert PageLogEntry.objects.filter(page=english, action="wagtail.unpublish.scheduled").exists()


def test_a_translation_does_not_expire_by_a_date_that_it_was_copied_with(home):
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Bir günlük")
    page.expire_at = timezone.now() + datetime.timedelta(days=1)
    page.go_live_at = timezone.now() - datetime.timedelta(days=1)
    page.save_revision()
    publish(page)
    english = translate(page, "en", lambda text: f"EN {text}")
    assert (english.expire_at, english.go_live_at) == (None, None)
    draft = english.get_latest_revision_as_object()
    assert (draft.expire_at, draft.go_live_at) == (None, None)


def test_a_chief_editor_unpublishes_in_all_languages(page, client):
    client.force_login(user_in(CHIEF_EDITORS))
    unpublish(client, page)
    assert live_in(page) == []


@pytest.mark.parametrize("way", [unpublish, unpublish_in_bulk])
def test_nothing_happens_if_one_language_is_not_allowed(page, client, way):
    somebody = user_in(translators_group("en"))
    client.force_login(without_publishing("en"))
    response = way(client, page)
    assert response.status_code == 302
    assert live_in(page) == ["az", "en", "tr"]
    assert "en Haqqımızda" in told(response)
    assert "English" in told(response)
    assert somebody.username not in told(response)


def test_the_message_says_whom_to_ask(page, client):
    chief = user_in("administrators", "aytən")
    client.force_login(without_publishing("en"))
    assert chief.username in told(unpublish(client, page))


def test_a_translation_that_somebody_else_has_locked_is_not_unpublished(page, client):
    english = page.get_translation(locale("en"))
    english.locked, english.locked_by = True, user_in(translators_group("en"))
    english.save()
    client.force_login(user_in(CHIEF_EDITORS))
    response = unpublish(client, page)
    assert live_in(page) == ["az", "en", "tr"]
    assert "en Haqqımızda" in told(response)


def test_an_original_and_its_translation_may_be_chosen_together(page, client):
    client.force_login(user_in(CHIEF_EDITORS))
    english = page.get_translation(locale("en"))
    unpublish_in_bulk(client, page, english)
    assert live_in(page) == []
    assert PageLogEntry.objects.filter(page=english, action="wagtail.unpublish").count() == 1


@pytest.mark.parametrize("group", [EDITORS, translators_group("en")])
@pytest.mark.parametrize("way", [unpublish, unpublish_in_bulk])
def test_who_may_not_unpublish_the_original_unpublishes_nothing(page, client, group, way):
    client.force_login(user_in(group))
    way(client, page)
    assert live_in(page) == ["az", "en", "tr"]


@pytest.mark.parametrize("way", [unpublish, unpublish_in_bulk])
@pytest.mark.parametrize(("form", "left"), [({}, ["az", "en", "tr"]), ({"include_descendants": "on"}, [])])
def test_subpages_go_in_all_languages_if_they_are_chosen_too(page, client, way, form, left):
    below = in_three_languages(make_page(StandardPage, page, title="Komanda"))
    client.force_login(user_in(CHIEF_EDITORS))
    way(client, page, **form)
    assert live_in(page) == []
    assert live_in(below) == left


@pytest.mark.parametrize("way", [unpublish, unpublish_in_bulk])
def test_nothing_happens_if_a_subpage_is_not_allowed_in_one_language(page, client, way):
    below = in_three_languages(make_page(StandardPage, page, title="Komanda"))
    english = below.get_translation(locale("en"))
    english.locked = True
    english.save()
    client.force_login(user_in(CHIEF_EDITORS))
    way(client, page, include_descendants="on")
    assert live_in(page) == live_in(below) == ["az", "en", "tr"]


def test_the_confirmation_names_the_pages_and_their_languages(page, client):
    below = in_three_languages(make_page(StandardPage, page, title="Komanda"))
    client.force_login(user_in(CHIEF_EDITORS))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    for confirmation in (
        client.get(reverse("wagtailadmin_pages:unpublish", args=[page.pk])),
        client.get(f"{address}?id={page.pk}&next=/admin/"),
    ):
        text = confirmation.content.decode()
        for one, code, language in [(page, "en", "English"), (page, "tr", "Türkçe"), (below, "en", "English")]:
            translation = one.get_translation(locale(code))
            assert translation.title in text
            assert reverse("wagtailadmin_pages:edit", args=[translation.pk]) in text
            assert language in text


def test_the_confirmation_for_a_translation_names_no_other_page(page, client):
    client.force_login(user_in(CHIEF_EDITORS))
    english = page.get_translation(locale("en"))
    text = client.get(reverse("wagtailadmin_pages:unpublish", args=[english.pk])).content.decode()
    assert "tr Haqqımızda" not in text
