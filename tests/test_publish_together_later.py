"""A page is published in several languages at a given time: in all of them or in none; and how it is done in the admin."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, TaskState
from wagtail.signals import page_published
from wagtail.users.models import UserProfile
from wagtail_localize.models import TranslationSource

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import EDITORS, translators_group
from tests.factories import committed, make_page, publish, translate, user_in
from tests.following import again, in_english
from tests.together import (
    CODES,
    NEXT_WEEK,
    SECOND,
    TOMORROW,
    a_breaks_in_turkish,
    a_chief,
    a_draft,
    a_live,
    a_run_at,
    a_section,
    address,
    family,
    in_language,
    lives,
    put_off,
    send,
    take_text_away,
    translate_texts,
    write,
)
from tests.translating import said, translation_of
from translation.models import Ahead, Release, Work
from translation.together import schedule
from translation.together.release import NotTogether
from translation.work.ahead import hand_over

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@pytest.fixture
def section(home):
    return a_section(home)


@pytest.fixture
def draft(section):
    return a_draft(section)


@pytest.fixture
def live(section):
    return a_live(section)


@pytest.fixture
def chief(db):
    return a_chief(db)


@pytest.fixture
def run_at(monkeypatch):
    return a_run_at(monkeypatch)


@pytest.fixture
def breaks_in_turkish():
    yield from a_breaks_in_turkish()


@pytest.fixture
def handed(live, chief):
    """A new summary, with the translators, not published."""
    page = write(live, summary="İki il", show_in_menus=True)
    hand_over(page, chief)
    return again(page)


def submit(page, user):
    page = Page.objects.get(pk=page.pk)
    page.get_workflow().start(page, user)


@pytest.fixture
def waiting(draft, chief):
    return put_off(draft, chief)


def test_at_its_time_all_go_live_in_one_run(draft, waiting, run_at):
    run_at(TOMORROW - SECOND)
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]
    waiting.refresh_from_db()
    assert waiting.state == Release.State.DONE
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_changes_of_a_live_page_go_live_in_one_run(handed, chief, run_at):
    translate_texts(handed, *CODES)
    put_off(handed, chief)
    assert [one.summary for one in family(handed)] == ["Bir il", "EN Bir il", "EN Bir il"]
    run_at(TOMORROW + SECOND)
    assert [one.summary for one in family(handed)] == ["İki il", "EN İki il", "EN İki il"]
    assert not Work.objects.filter(stale_since__isnull=False).exists()


def test_it_is_checked_when_it_is_scheduled(draft, chief):
    take_text_away(draft, "tr")
    with pytest.raises(NotTogether):
        put_off(draft, chief)
    assert not Release.objects.exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_only_shows_when_it_is_published_shows_when_it_is_scheduled(draft, chief, breaks_in_turkish):
    breaks_in_turkish.error = PublicationRefused("It is not to be")
    with pytest.raises(NotTogether, match="It is not to be"):
        put_off(draft, chief)
    assert lives(draft) == [False, False, False]


def test_trying_it_leaves_no_trace(draft, waiting):
    assert lives(draft) == [False, False, False]
    assert not PageLogEntry.objects.filter(action="wagtail.publish", page__translation_key=draft.translation_key)


@pytest.mark.parametrize("code", ["az", *CODES])
def test_until_then_nobody_changes_a_page_or_its_texts(draft, waiting, chief, client, code):
    page = in_language(draft, code)
    assert page.get_lock().for_user(chief)
    if code != "az":
        client.force_login(chief)
        translation = translation_of(draft, code)
        segment = translation.source.stringsegment_set.filter(context__path="summary").get()
        edit_text = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        response = client.put(edit_text, "value=x", "application/x-www-form-urlencoded")
        assert response.status_code == 403


@pytest.mark.parametrize("code", ["az", *CODES])
def test_and_none_is_published_alone(draft, waiting, code):
    with pytest.raises(PublicationRefused, match="several languages at once"):
        in_language(draft, code).get_latest_revision().publish()


def test_not_even_by_a_run_that_does_not_know_of_it(draft, waiting, monkeypatch):
    from wagtail.management.commands.publish_scheduled import Command

    monkeypatch.setattr(timezone, "now", lambda: TOMORROW + SECOND)
    call_command(Command())
    assert lives(draft) == [False, False, False]
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 3


def test_what_waits_for_approval_is_approved_when_it_is_scheduled(draft, chief, run_at):
    submit(in_language(draft, "en"), user_in(translators_group("en")))
    put_off(draft, chief)
    assert TaskState.objects.get().finished_by == chief
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]


def test_refused_at_its_time_nothing_is_published_and_who_scheduled_it_is_told(draft, chief, waiting, run_at):
    UserProfile.objects.create(user=chief, preferred_language="tr")
    in_language(again(draft.get_parent()), "tr").unpublish()
    mail.outbox.clear()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    assert waiting.problem.startswith("Türkçe: ")
    assert [message.to for message in mail.outbox] == [["chief@example.org"]]
    assert waiting.problem in mail.outbox[0].body
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND + SECOND)
    assert len(mail.outbox) == 1


def test_an_unforeseen_error_at_its_time_takes_everything_back(draft, waiting, run_at, breaks_in_turkish):
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    waiting.refresh_from_db()
    assert "RuntimeError" in waiting.problem


def test_broken_off_at_its_time_the_next_run_does_it(draft, waiting, run_at, breaks_in_turkish):
    breaks_in_turkish.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    page_published.disconnect(breaks_in_turkish)
    run_at(TOMORROW + SECOND + SECOND)
    assert lives(draft) == [True, True, True]


def test_a_refusal_does_not_hold_up_other_pages(section, draft, waiting, chief, run_at):
    other = make_page(StandardPage, section, live=False, title="Başqa")
    translate(other, "en", in_english, publish=False)
    put_off(other, chief, TOMORROW + SECOND / 2, ["en"])
    in_language(again(section), "tr").unpublish()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert again(other).live and in_language(other, "en").live


@pytest.mark.parametrize("code", ["az", *CODES])
def test_unpublished_meanwhile_it_is_refused_at_once(handed, chief, run_at, code):
    translate_texts(handed, *CODES)
    waiting = put_off(handed, chief)
    with committed():
        in_language(handed, code).unpublish()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    assert "was unpublished or deleted" in waiting.problem
    was = lives(handed)
    run_at(TOMORROW + SECOND)
    assert lives(handed) == was
    assert not in_language(handed, code).live


@pytest.mark.parametrize("code", ["az", "en"])
def test_deleted_meanwhile_it_is_refused_at_once(draft, waiting, run_at, code):
    with committed():
        in_language(draft, code).delete()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    run_at(TOMORROW + SECOND)
    assert not Page.objects.filter(translation_key=draft.translation_key, live=True).exists()


def test_cancelled_it_stays_a_draft_that_can_be_changed(draft, waiting, chief, run_at):
    schedule.cancel(waiting, chief)
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert not schedule.cancel(waiting, chief)


def test_one_page_taken_out_of_the_schedule_takes_out_all(draft, waiting, chief, client, run_at):
    client.force_login(chief)
    english = in_language(draft, "en")
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[english.pk, english.latest_revision_id]))
    waiting.refresh_from_db()
    assert waiting.state == Release.State.CANCELLED
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]


def test_at_another_time(draft, waiting, chief, run_at):
    assert schedule.move(waiting, NEXT_WEEK, chief)
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert again(draft).scheduled_revision.approved_go_live_at == NEXT_WEEK
    run_at(NEXT_WEEK + SECOND)
    assert lives(draft) == [True, True, True]
    assert not schedule.move(waiting, TOMORROW, chief)


def test_a_language_that_was_not_chosen_may_join_and_goes_live_with_its_original(draft, chief, run_at):
    put_off(draft, chief, codes=["en"])
    publish(in_language(draft, "tr"))
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]


# In the admin


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


def test_an_error_of_the_software_is_a_message(draft, chief, client, breaks_in_turkish):
    client.force_login(chief)
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


def test_a_time_after_midnight_is_that_of_baku(draft, chief, client, run_at):
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


def test_what_is_scheduled_is_not_handed_over_again(draft, waiting, chief, client):
    client.force_login(chief)
    read_at = TranslationSource.objects.get(object_id=draft.translation_key).last_updated_at
    assert "scheduled" in said(client.post(address(draft, "hand_over")))[0]
    assert TranslationSource.objects.get(object_id=draft.translation_key).last_updated_at == read_at
