"""A translation is never read before its original: it waits for it, and goes live with it."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from core.validation import PublicationRefused
from home.models import StandardPage
from home.roles import CHIEF_EDITORS
from tests.factories import committed, locale, make_page, publish, translate, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

TOMORROW = timezone.now() + datetime.timedelta(days=1)
NEXT_WEEK = timezone.now() + datetime.timedelta(days=7)
SECOND = datetime.timedelta(seconds=1)


def in_english(text):
    return f"EN {text}"


@made_once
def draft(home):
    translate(home, "en", in_english)
    return make_page(StandardPage, home, title="Hesabat", live=False)


def schedule(page, moment):
    """As an editor does: a date in the form, then “publish”."""
    page = Page.objects.get(pk=page.pk).specific
    page.go_live_at = moment
    page.save_revision()
    return publish(page)


def english_of(page):
    return Page.objects.get(translation_key=page.translation_key, locale=locale("en"))


def scheduled_for(page):
    found = page.revisions.filter(approved_go_live_at__isnull=False)
    return list(found.values_list("approved_go_live_at", flat=True))


@pytest.fixture
def run_at(monkeypatch):
    """The scheduled run of a later moment."""

    def run(moment):
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda: moment)
            call_command("publish_scheduled")

    return run


def cancel(page, client, group=CHIEF_EDITORS):
    client.force_login(user_in(group))
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk]))


def test_a_translation_is_not_published_before_its_original(draft):
    with pytest.raises(PublicationRefused) as refusal:
        translate(draft, "en", in_english)
    assert "Azərbaycanca" in str(refusal.value)
    assert not english_of(draft).live


def test_nor_after_its_original_was_unpublished(draft):
    page = publish(draft)
    english = translate(page, "en", in_english)
    page.unpublish()
    with pytest.raises(PublicationRefused):
        english.get_latest_revision().publish()


def test_a_page_without_an_original_is_published_on_its_own(draft, home):
    page = make_page(StandardPage, home.get_translation(locale("en")), title="Only in English", live=False)
    assert publish(page).live


def test_a_translation_is_scheduled_with_its_original(draft):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    assert not english.live
    assert scheduled_for(english) == [TOMORROW]
    assert english.get_scheduled_revision_as_object().go_live_at == TOMORROW


@pytest.mark.parametrize("first", ["original", "translation"])
def test_both_go_live_in_the_same_run_whichever_comes_first(draft, run_at, first):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    earlier = english if first == "translation" else draft
    earlier.revisions.filter(approved_go_live_at=TOMORROW).update(approved_go_live_at=TOMORROW - SECOND)
    run_at(TOMORROW + SECOND)
    assert Page.objects.get(pk=draft.pk).live
    assert english_of(draft).live
    assert scheduled_for(draft) == scheduled_for(english) == []
    for page in (draft, english):
        entries = PageLogEntry.objects.filter(page=page, action__startswith="wagtail.publish")
        assert [entry.action for entry in entries.order_by("pk")] == [
            "wagtail.publish.schedule",
            "wagtail.publish.scheduled",
        ]


def test_a_translation_published_between_the_moment_and_the_run_waits_for_its_original(draft, run_at):
    schedule(draft, TOMORROW)
    draft.revisions.update(approved_go_live_at=timezone.now() - SECOND)
    english = translate(draft, "en", in_english)
    assert not english.live
    draft.revisions.update(approved_go_live_at=TOMORROW)
    run_at(TOMORROW + SECOND)
    assert english_of(draft).live


def test_a_translation_that_is_not_ready_stays_a_draft_and_holds_nothing_up(draft, run_at):
    schedule(draft, TOMORROW)
    translate(draft, "en", in_english)
    StringTranslation.objects.filter(context__path="title", context__object_id=draft.translation_key).delete()
    run_at(TOMORROW + SECOND)
    assert Page.objects.get(pk=draft.pk).live
    assert not english_of(draft).live


def test_a_translation_that_nobody_published_does_not_go_live_with_its_original(draft, run_at):
    schedule(draft, TOMORROW)
    translate(draft, "en", in_english, publish=False)
    run_at(TOMORROW + SECOND)
    assert not english_of(draft).live


def test_the_translation_follows_when_the_date_of_its_original_moves(draft, run_at):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    schedule(draft, NEXT_WEEK)
    assert scheduled_for(english) == [NEXT_WEEK]
    run_at(TOMORROW + SECOND)
    assert not english_of(draft).live
    run_at(NEXT_WEEK + SECOND)
    assert english_of(draft).live


def test_the_translation_goes_live_when_its_original_does_so_early(draft):
    schedule(draft, TOMORROW)
    translate(draft, "en", in_english)
    schedule(draft, None)
    english = english_of(draft)
    assert english.live
    assert scheduled_for(english) == []


def test_a_schedule_that_is_cancelled_is_cancelled_for_the_translation_too(draft, client, run_at):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    cancel(draft, client)
    assert scheduled_for(english) == []
    run_at(TOMORROW + SECOND)
    assert not english_of(draft).live


def test_and_taken_up_again_with_the_new_date(draft, client):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    cancel(draft, client)
    schedule(draft, NEXT_WEEK)
    assert scheduled_for(english) == [NEXT_WEEK]


def test_but_not_if_the_translation_has_a_later_draft(draft, client):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    cancel(draft, client)
    translate(draft, "en", {"Hesabat": "Report, not yet read by anybody"}, publish=False)
    schedule(draft, NEXT_WEEK)
    assert scheduled_for(english) == []


def test_a_translation_may_be_taken_out_of_the_schedule(draft, client, run_at):
    schedule(draft, TOMORROW)
    english = translate(draft, "en", in_english)
    cancel(english, client)
    assert scheduled_for(draft) == [TOMORROW]
    run_at(TOMORROW + SECOND)
    assert Page.objects.get(pk=draft.pk).live
    assert not english_of(draft).live


def test_a_translation_that_was_unpublished_with_its_original_does_not_come_back_by_itself(draft, run_at):
    schedule(draft, TOMORROW)
    translate(draft, "en", in_english)
    run_at(TOMORROW + SECOND)
    Page.objects.get(pk=draft.pk).unpublish()
    schedule(draft, None)
    assert not english_of(draft).live


def test_a_page_written_by_hand_may_have_a_later_date_of_its_own(draft, run_at):
    schedule(draft, TOMORROW)
    translate(draft, "en", in_english, publish=False)
    Translation.objects.filter(source__object_id=draft.translation_key).update(enabled=False)
    english = english_of(draft).specific
    english.title = "The report"
    english.go_live_at = NEXT_WEEK
    english.save_revision().publish()
    assert scheduled_for(english) == [NEXT_WEEK]
    run_at(TOMORROW + SECOND)
    assert Page.objects.get(pk=draft.pk).live
    assert not english_of(draft).live
    run_at(NEXT_WEEK + SECOND)
    assert english_of(draft).live


def submit(draft, client):
    """“Publish” in the translation editor, with every text translated."""
    english = (
        english_of(draft) if draft.has_translation(locale("en")) else translate(draft, "en", in_english, publish=False)
    )
    client.force_login(user_in(CHIEF_EDITORS))
    with committed():
        response = client.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"})
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_translation_editor_says_that_the_original_is_not_live(draft, client):
    assert "is not live" in submit(draft, client)
    assert not english_of(draft).live


def test_the_translation_editor_says_when_it_goes_live(draft, client):
    schedule(draft, TOMORROW)
    message = submit(draft, client)
    assert str(timezone.localtime(TOMORROW).year) in message
    assert "Published" not in message
    assert scheduled_for(english_of(draft)) == [TOMORROW]


def test_what_else_stands_against_publishing_is_said_at_once(draft, client, monkeypatch):
    def clean(page):
        raise ValidationError({"summary": "Longer than a summary may be."})

    schedule(draft, TOMORROW)
    translate(draft, "en", in_english, publish=False)
    monkeypatch.setattr(StandardPage, "clean", clean)
    assert "Longer than a summary may be." in submit(draft, client)
    assert scheduled_for(english_of(draft)) == []


def test_in_bulk_the_reason_is_given_too(draft, client):
    english = translate(draft, "en", in_english, publish=False)
    client.force_login(user_in(CHIEF_EDITORS))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={english.pk}&next=/admin/", {"include_descendants": ""})
    assert "is not live" in " ".join(str(message) for message in get_messages(response.wsgi_request))
