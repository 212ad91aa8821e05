"""The page of the admin where several languages are published, scheduled and handed over."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation, TranslationSource

from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import locale, user_in
from tests.together import (
    SECOND,
    address,
    fails_in_turkish,
    in_language,
    lives,
    make_chief,
    make_draft,
    make_live,
    make_section,
    put_off,
    run_at,
    send,
    take_text_away,
    write,
)
from tests.translating import said, translation_of
from tests.worlds import made_once
from translation.models import Ahead, Release
from translation.together import schedule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def section(home):
    return make_section(home)


@made_once
def live(section):
    return make_live(section)


@made_once
def chief(db):
    return make_chief()


@made_once
def draft(section):
    return make_draft(section)


@made_once
def waiting(draft, chief):
    return put_off(draft, chief)


def test_the_page_lists_the_languages_and_publishes(draft, chief, client):
    client.force_login(chief)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    assert address(draft) in response.content.decode()
    shown = client.get(address(draft)).content.decode()
    assert shown.count('name="locales"') == shown.count("checked") - 1 == 2
    assert said(send(client, draft))[0].strip() == "Published at one moment: Azərbaycanca, English, Türkçe."
    assert lives(draft) == [True, True, True]
    assert 'name="locales"' not in client.get(address(draft)).content.decode()


def test_a_refusal_names_what_is_missing_at_its_language_with_the_way_there(draft, chief, client):
    take_text_away(draft, "tr")
    client.force_login(chief)
    response = send(client, draft)
    assert "Nothing was published, in no language." in said(response)[0]
    shown = response.content.decode()
    assert "1 text is not translated" in shown
    assert reverse("wagtailadmin_pages:edit", args=[in_language(draft, "tr").pk]) in shown


def test_an_error_of_the_software_is_a_message(draft, chief, client):
    client.force_login(chief)
    with fails_in_turkish(RuntimeError("a bug")):
        response = send(client, draft)
    assert response.status_code == 200
    assert "RuntimeError" in said(response)[0]
    assert lives(draft) == [False, False, False]


def test_no_language_no_time_and_a_time_that_has_passed_are_told(draft, chief, client):
    client.force_login(chief)
    assert "Choose at least one language." in send(client, draft, []).content.decode()
    assert "Say when it is to be published." in send(client, draft, when="later").content.decode()
    assert "This time has passed." in send(client, draft, when="later", at="2020-01-01 10:00").content.decode()
    assert lives(draft) == [False, False, False]


def test_a_time_after_midnight_is_that_of_baku(draft, chief, client):
    client.force_login(chief)
    day = timezone.localdate() + datetime.timedelta(days=3)
    send(client, draft, when="later", at=f"{day} 00:30")
    utc = datetime.datetime.combine(day - datetime.timedelta(days=1), datetime.time(20, 30), datetime.UTC)
    assert Release.objects.get().at == utc
    run_at(utc - SECOND)
    assert lives(draft) == [False, False, False]
    run_at(utc + SECOND)
    assert lives(draft) == [True, True, True]


def test_the_time_is_changed_and_cancelled_on_the_page(draft, waiting, chief, client):
    client.force_login(chief)
    shown = client.get(address(draft)).content.decode()
    assert address(draft, "move") in shown and 'name="locales"' not in shown
    day = timezone.localdate() + datetime.timedelta(days=9)
    client.post(address(draft, "move"), {"at": f"{day} 10:00"})
    waiting.refresh_from_db()
    assert timezone.localtime(waiting.at).date() == day
    client.post(address(draft, "cancel"))
    waiting.refresh_from_db()
    assert waiting.state == Release.State.CANCELLED


def test_a_refusal_is_shown_on_the_page_until_it_is_put_aside(draft, waiting, chief, client):
    schedule.fail(waiting, "Türkçe: no.")
    client.force_login(chief)
    editor = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "could not be published in several languages" in client.get(editor).content.decode()
    assert "Türkçe: no." in client.get(address(draft)).content.decode()
    client.post(address(draft, "put_aside"))
    assert "could not be published in several languages" not in client.get(editor).content.decode()


def test_an_editor_hands_the_draft_over_and_takes_it_back(live, client):
    page = write(live, summary="İki il")
    client.force_login(user_in(EDITORS))
    assert "Hand this draft" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address(page, "hand_over") in client.get(address(page)).content.decode()
    client.post(address(page, "hand_over"))
    assert Ahead.objects.get().revision == page.latest_revision
    assert client.post(address(page), {"when": "now"}).status_code == 302  # refused
    client.post(address(page, "take_back"))
    assert not Ahead.objects.exists()


def test_an_editor_is_told_nothing_of_what_drafts_in_other_languages_say(draft, client):
    StringTranslation.objects.filter(context__path="title", locale=locale("tr")).update(data="Confidential")
    translation_of(draft, "tr").save_target(publish=False)
    in_language(draft, "tr").specific.get_workflow().start(in_language(draft, "tr"), user_in(translators_group("tr")))
    schedule.fail(put_off(draft, user_in(CHIEF_EDITORS), codes=["en"]), "Türkçe: “Confidential” is not ready.")
    client.force_login(user_in(EDITORS))
    response = client.get(address(draft))
    assert "You may not publish in this language." in response.content.decode()
    assert "Confidential" not in response.content.decode()


def test_what_is_scheduled_is_not_handed_over_again(draft, waiting, chief, client):
    client.force_login(chief)
    read_at = TranslationSource.objects.get(object_id=draft.translation_key).last_updated_at
    assert "scheduled" in said(client.post(address(draft, "hand_over")))[0]
    assert TranslationSource.objects.get(object_id=draft.translation_key).last_updated_at == read_at
