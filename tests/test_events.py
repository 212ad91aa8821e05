"""Upcoming and past: every event is in exactly one list, at every moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from news.models import EventIndexPage, EventPage, RoundTablePage
from news.models.round_table import Suggestion, SuggestionsOutcome
from tests.factories import make_page
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MIDNIGHT = datetime(2022, 11, 29, 20, 0, tzinfo=UTC)  # 00:00 of 30 November in Baku


@made_once
def section(home):
    return make_page(EventIndexPage, home, title="Tədbirlər")


@pytest.fixture
def event(section):
    def make(starts_at, ends_at=None, title="Görüş"):
        return make_page(EventPage, section, title=title, starts_at=starts_at, ends_at=ends_at)

    return make


def lists(now):
    return list(EventPage.objects.upcoming(now)), list(EventPage.objects.past(now))


def test_without_an_end_it_is_upcoming_until_midnight(event):
    it = event(MIDNIGHT - timedelta(hours=14))
    assert lists(MIDNIGHT - timedelta(minutes=1)) == ([it], [])
    assert lists(MIDNIGHT + timedelta(minutes=1)) == ([], [it])


def test_of_several_days_it_is_upcoming_until_the_last(event):
    it = event(MIDNIGHT - timedelta(days=2), MIDNIGHT)
    assert lists(MIDNIGHT - timedelta(minutes=1)) == ([it], [])
    assert lists(MIDNIGHT + timedelta(minutes=1)) == ([], [it])


@pytest.mark.parametrize("hours", range(-30, 31, 6))
def test_every_event_is_in_exactly_one_list(event, hours):
    made = {
        event(MIDNIGHT + timedelta(hours=start), end and MIDNIGHT + timedelta(hours=end), title=f"{start} {end}")
        for start in (-26, -3, 4, 27)
        for end in (None, start + 2, start + 49)
    }
    upcoming, past = lists(MIDNIGHT + timedelta(hours=hours))
    assert set(upcoming) | set(past) == made
    assert not set(upcoming) & set(past)


def test_it_can_not_end_before_it_starts(event):
    with pytest.raises(ValidationError) as refusal:
        EventPage(title="x", slug="x", starts_at=MIDNIGHT, ends_at=MIDNIGHT - timedelta(hours=1)).clean()
    assert "ends_at" in refusal.value.error_dict


def test_the_first_page_of_the_list_shows_what_is_to_come_and_past_events_by_page(section, event, client):
    event(datetime(2022, 9, 9, 6, 0, tzinfo=UTC), title="Keçmiş görüş")
    event(datetime.now(UTC) + timedelta(days=9), title="Gələcək görüş")
    response = client.get(section.url)
    assert [page.title for page in response.context["upcoming"]] == ["Gələcək görüş"]
    assert [page.title for page in response.context["items"]] == ["Keçmiş görüş"]


def round_table(section, **fields):
    page = RoundTablePage(title="Dəyirmi masa", starts_at=MIDNIGHT, **fields)
    section.add_child(instance=page)
    return page


def test_a_round_table_that_was_held_is_not_published_without_its_suggestions(section):
    page = round_table(section, status="held", live=False)
    with pytest.raises(ValidationError) as refusal:
        page.save_revision().publish()
    assert "suggestions_outcome" in refusal.value.error_dict
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("outcome", [SuggestionsOutcome.NONE_MADE, SuggestionsOutcome.NOT_YET])
def test_it_is_published_when_its_editor_says_why_there_are_none(section, outcome):
    page = round_table(section, status="held", suggestions_outcome=outcome, live=False)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_suggestions_are_numbered_by_themselves_and_keep_their_number(section):
    page = round_table(section, status="held", live=False)
    page.suggestions = [Suggestion(text="Bir"), Suggestion(text="İki")]
    page.save_revision().publish()
    page.refresh_from_db()
    page.suggestions.remove(page.suggestions.get(number=1))
    page.suggestions.add(Suggestion(text="Üç", sort_order=9))
    page.save_revision().publish()
    page.refresh_from_db()
    assert [(row.number, row.text) for row in page.suggestions.all()] == [(2, "İki"), (3, "Üç")]


def test_a_round_table_is_an_event_of_its_own_kind(section):
    page = round_table(section)
    assert EventPage.objects.get(pk=page.pk).kind == "round_table"
