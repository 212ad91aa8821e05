"""Several languages are published at a given time: in one run, or not at all."""

import datetime

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision, TaskState
from wagtail.users.models import UserProfile

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import translators_group
from tests.factories import committed, make_page, publish, translate, user_in
from tests.following import again, in_english
from tests.together import (
    CODES,
    SECOND,
    TOMORROW,
    fails_in_turkish,
    family,
    in_language,
    lives,
    make_chief,
    make_draft,
    make_handed,
    make_section,
    put_off,
    run_at,
    submit,
    take_text_away,
    translate_texts,
)
from tests.translating import translation_of
from tests.worlds import made_once
from translation.models import Release, Work
from translation.together import schedule
from translation.together.release import NotTogether

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def section(home):
    return make_section(home)


@made_once
def chief(db):
    return make_chief()


@made_once
def draft(section):
    return make_draft(section)


@made_once
def handed(section, chief):
    return make_handed(section, chief)


@made_once
def waiting(draft, chief):
    return put_off(draft, chief)


def test_at_its_time_all_go_live_in_one_run(draft, waiting):
    run_at(TOMORROW - SECOND)
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]
    waiting.refresh_from_db()
    assert waiting.state == Release.State.DONE
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_changes_of_a_live_page_go_live_in_one_run(handed, chief):
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


def test_what_only_shows_when_it_is_published_shows_when_it_is_scheduled(draft, chief):
    with fails_in_turkish(PublicationRefused("It is not to be")), pytest.raises(NotTogether, match="It is not to be"):
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


def test_what_waits_for_approval_is_approved_when_it_is_scheduled(draft, chief):
    submit(in_language(draft, "en"), user_in(translators_group("en")))
    put_off(draft, chief)
    assert TaskState.objects.get().finished_by == chief
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]


def test_refused_at_its_time_nothing_is_published_and_who_scheduled_it_is_told(draft, chief, waiting):
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


def test_an_unforeseen_error_at_its_time_takes_everything_back(draft, waiting):
    with fails_in_turkish(RuntimeError("a bug")):
        run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    waiting.refresh_from_db()
    assert "RuntimeError" in waiting.problem


def test_broken_off_at_its_time_the_next_run_does_it(draft, waiting):
    with fails_in_turkish(KeyboardInterrupt()), pytest.raises(KeyboardInterrupt):
        run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND + SECOND)
    assert lives(draft) == [True, True, True]


def test_a_refusal_does_not_hold_up_other_pages(section, draft, waiting, chief):
    other = make_page(StandardPage, section, live=False, title="Başqa")
    translate(other, "en", in_english, publish=False)
    put_off(other, chief, TOMORROW + SECOND / 2, ["en"])
    in_language(again(section), "tr").unpublish()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert again(other).live and in_language(other, "en").live


@pytest.mark.parametrize("code", ["az", *CODES])
def test_unpublished_meanwhile_it_is_refused_at_once(handed, chief, code):
    UserProfile.objects.create(user=chief, preferred_language="en")
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
def test_deleted_meanwhile_it_is_refused_at_once(draft, waiting, code):
    with committed():
        in_language(draft, code).delete()
    waiting.refresh_from_db()
    assert waiting.state == Release.State.FAILED
    run_at(TOMORROW + SECOND)
    assert not Page.objects.filter(translation_key=draft.translation_key, live=True).exists()


def test_cancelled_it_stays_a_draft_that_can_be_changed(draft, waiting, chief):
    schedule.cancel(waiting, chief)
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert not schedule.cancel(waiting, chief)


def test_one_page_taken_out_of_the_schedule_takes_out_all(draft, waiting, chief, client):
    client.force_login(chief)
    english = in_language(draft, "en")
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[english.pk, english.latest_revision_id]))
    waiting.refresh_from_db()
    assert waiting.state == Release.State.CANCELLED
    assert not again(draft).get_lock()
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]


def test_at_another_time(draft, waiting, chief):
    later = TOMORROW + datetime.timedelta(days=6)
    assert schedule.move(waiting, later, chief)
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [False, False, False]
    assert again(draft).scheduled_revision.approved_go_live_at == later
    run_at(later + SECOND)
    assert lives(draft) == [True, True, True]
    assert not schedule.move(waiting, TOMORROW, chief)


def test_a_language_that_was_not_chosen_may_join_and_goes_live_with_its_original(draft, chief):
    put_off(draft, chief, codes=["en"])
    publish(in_language(draft, "tr"))
    assert lives(draft) == [False, False, False]
    run_at(TOMORROW + SECOND)
    assert lives(draft) == [True, True, True]
