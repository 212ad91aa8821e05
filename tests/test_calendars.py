"""Calendars: every event once, at the hour it has here, for every program that reads RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import ics
import pytest
import vobject
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from core.following import InCalendar, WithCalendar
from home.models import HomePage
from news.models import EventIndexPage, EventPage, RoundTablePage
from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage
from tests.factories import make_page, publish, translate
from tests.test_query_counts import warm_queries
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BAKU = ZoneInfo("Asia/Baku")


def at(day, hour=0, minute=0, month=9, year=2030):
    return datetime(year, month, day, hour, minute, tzinfo=BAKU)


@made_once
def section(home):
    return make_page(EventIndexPage, home, title="Tədbirlər")


@pytest.fixture
def event(section):
    def make(**fields):
        return make_page(EventPage, section, **{"title": "Görüş", "starts_at": at(10, 11), **fields})

    return make


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def only_event(client, page):
    (found,) = icalendar.Calendar.from_ical(get(client, page.event_url)).events
    return found


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return publish(page)


def calendars():
    pages = Page.objects.live().filter(depth__gt=1).specific().order_by("path")
    addresses = [page.calendar_url for page in pages if isinstance(page, WithCalendar)]
    return addresses + [page.event_url for page in pages if isinstance(page, InCalendar)]


# What programs read


def test_three_readers_find_the_same_events_in_every_calendar_of_the_demo(demo, client):
    addresses = calendars()
    assert len(addresses) > 9
    for address in addresses:
        content = get(client, address)
        ours = icalendar.Calendar.from_ical(content)
        assert not any(component.errors for component in ours.walk())
        expected = sorted((str(one["uid"]), instant(one["dtstart"].dt), str(one["summary"])) for one in ours.events)
        text = content.decode()
        by_ics = sorted((one.uid, one.begin.datetime, one.name) for one in ics.Calendar(text).events)
        by_vobject = sorted(
            (one.uid.value, instant(one.dtstart.value), one.summary.value)
            for one in getattr(vobject.readOne(text), "vevent_list", [])
        )
        assert expected == by_vobject, address
        assert [(uid, as_ics(start), name) for uid, start, name in expected] == by_ics, address


def instant(value):
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=BAKU)


def as_ics(start):
    """To ics a whole day begins at midnight of no zone in particular."""
    local = start.astimezone(BAKU)
    return local.replace(tzinfo=UTC) if (local.hour, local.minute) == (0, 0) else start


def test_a_calendar_holds_every_event_of_its_language_and_project(demo, client):
    for home in HomePage.objects.live():
        events = icalendar.Calendar.from_ical(get(client, home.calendar_url)).events
        live = EventPage.objects.live().filter(locale=home.locale)
        assert {str(one["url"]) for one in events} == {page.full_url for page in live}
        assert {str(one["uid"]) for one in events} == {str(page.translation_key) for page in live}
    for project in ProjectPage.objects.live():
        events = icalendar.Calendar.from_ical(get(client, project.calendar_url)).events
        assert {str(one["url"]) for one in events} == {page.full_url for page in EventPage.for_project(project)}


def test_its_form_is_exact(event, client):
    title = "Uzun; başlıq, \\ tərs xətt " + "ə" * 120
    event(title=title, summary='Birinci\nikinci "sətir"', slug="x", venue="Zal; 3, mərtəbə")
    content = get(client, "/calendar.ics")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    whole = content.decode().replace("\r\n ", "")
    assert "SUMMARY;LANGUAGE=az:Uzun\\; başlıq\\, \\\\ tərs xətt əəə" in whole
    assert "Birinci\\nikinci" in whole
    assert "LOCATION;LANGUAGE=az:Zal\\; 3\\, mərtəbə" in whole
    assert whole.count("BEGIN:VCALENDAR") == 1
    for name in ("PRODID", "VERSION"):
        assert len(re.findall(rf"^{name}:", whole, re.M)) == 1
    entry = icalendar.Calendar.from_ical(content).events[0]
    assert entry["summary"] == title
    assert {"uid", "dtstamp", "dtstart", "last-modified", "sequence", "status", "url"} <= {key.lower() for key in entry}


def test_the_zone_is_named_and_described(event, client):
    content = get(client, event().event_url).decode()
    assert "DTSTART;TZID=Asia/Baku:20300910T110000\r\n" in content
    assert content.index("BEGIN:VTIMEZONE\r\nTZID:Asia/Baku") < content.index("BEGIN:VEVENT")
    assert "TZOFFSETTO:+0400" in content
    assert "DAYLIGHT" not in content  # Azerbaijan has had none since 2016


def test_the_summers_that_had_another_hour_have_it(event, client):
    page = event(starts_at=datetime(2014, 7, 10, 6, tzinfo=UTC), ends_at=datetime(2014, 7, 10, 8, tzinfo=UTC))
    content = get(client, page.event_url).decode()
    assert "DTSTART;TZID=Asia/Baku:20140710T110000" in content
    assert "BEGIN:DAYLIGHT" in content
    (seen,) = ics.Calendar(content).events
    assert seen.begin.datetime == datetime(2014, 7, 10, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "start", "end"),
    [
        (at(10, 11), at(10, 13), at(10, 11), at(10, 13)),
        (at(10, 11), None, at(10, 11), None),
        (at(10, 11), at(10, 11), at(10, 11), None),
        (at(10, 11), at(10, 23, 59), at(10, 11), None),
        (at(10), None, date(2030, 9, 10), date(2030, 9, 11)),
        (at(10), at(10, 23, 59), date(2030, 9, 10), date(2030, 9, 11)),
        (at(10), at(12), date(2030, 9, 10), date(2030, 9, 13)),
        (at(10), at(12, 17), date(2030, 9, 10), date(2030, 9, 13)),
        (at(30), at(30), date(2030, 9, 30), date(2030, 10, 1)),
        (at(10, 11), at(12), at(10, 11), at(13)),
        (at(10, 11), at(12, 17), at(10, 11), at(12, 17)),
    ],
)
def test_when_it_is(event, client, starts_at, ends_at, start, end):
    entry = only_event(client, event(starts_at=starts_at, ends_at=ends_at))
    assert entry["dtstart"].dt == start
    assert (entry["dtend"].dt if "dtend" in entry else None) == end
    assert ("VALUE=DATE" in entry.to_ical().decode()) == (not isinstance(start, datetime))


# What changes


def test_the_same_event_is_one_in_every_language(demo, client):
    seen = {}
    for home in HomePage.objects.live():
        for entry in icalendar.Calendar.from_ical(get(client, home.calendar_url)).events:
            facts = (entry["dtstart"].dt, entry["sequence"], str(entry["status"]))
            assert seen.setdefault(str(entry["uid"]), facts) == facts
    assert len(seen) == EventPage.objects.live().values("translation_key").distinct().count()


def test_a_change_raises_the_sequence_in_every_language(event, section, home, client, monkeypatch):
    for page in (home, section):
        translate(page, "en", lambda text: f"EN {text}")
    page = event()
    english = translate(page, "en", lambda text: f"EN {text}")
    first = only_event(client, page)
    assert first["sequence"] == 0
    later = datetime.now(UTC) + timedelta(minutes=5)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    page = change(page, starts_at=at(11, 15))
    for one in (page, english):
        entry = only_event(client, one)
        assert entry["dtstart"].dt == at(11, 15)
        assert entry["sequence"] >= 299
        assert entry["last-modified"].dt > first["last-modified"].dt
        assert entry["uid"] == first["uid"]


def test_a_draft_and_another_slug_change_nothing_of_it(event, client):
    page = event()
    before = only_event(client, page)
    page.title = "Qaralama"
    page.save_revision()
    assert only_event(client, page) == before
    page = change(page, slug="basqa-unvan")
    assert only_event(client, page)["uid"] == before["uid"]


@pytest.mark.parametrize(("status", "word"), [("cancelled", "Ləğv"), ("postponed", "Təxirə")])
def test_what_does_not_take_place_is_cancelled_and_says_so(event, client, status, word):
    page = event(online_url="https://example.org/meet")
    assert only_event(client, page)["status"] == "CONFIRMED"
    entry = only_event(client, change(page, status=status))
    assert entry["status"] == "CANCELLED"
    assert entry["summary"].startswith(word) and entry["summary"].endswith(": Görüş")
    assert entry["transp"] == "TRANSPARENT"
    assert "example.org" not in entry.to_ical().decode().replace("\r\n ", "")


# What is in it and what is not


def test_place_and_address_and_whom_it_is_for(event, client, home):
    city = Place.objects.create(name="Bakı", kind="city", locale=home.locale)
    district = Place.objects.create(name="Suraxanı", kind="district", parent=city, locale=home.locale)
    page = event(place=district, venue="12 nömrəli məktəb", audience="Valideynlər", online_url="https://example.org/x")
    entry = only_event(client, page)
    assert entry["location"] == "12 nömrəli məktəb, Suraxanı, Bakı"
    assert entry["location"].params["LANGUAGE"] == "az"
    assert entry["url"] == page.full_url
    assert entry["conference"] == "https://example.org/x"
    for part in ("Valideynlər", "https://example.org/x", page.full_url):
        assert part in entry["description"]


def test_nobody_is_named(demo, client):
    names = {name for person in Person.objects.all() for name in (person.name, person.latin_name) if name}
    assert names and Organisation.objects.exists()
    for page in RoundTablePage.objects.live():
        content = get(client, page.event_url).decode().replace("\r\n ", "")
        assert not [name for name in names if name in content]
        assert not re.search(r"^(ATTENDEE|ORGANIZER|CONTACT)", content, re.M)
        assert "mailto:" not in content.lower()


def test_drafts_private_events_and_aliases_are_in_no_calendar(event, section, home, client):
    shown = event(title="Hamı üçün")
    draft = event(title="Qaralama", live=False)
    hidden = event(title="Gizli")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    shown.create_alias(update_slug="surat")
    events = icalendar.Calendar.from_ical(get(client, home.calendar_url)).events
    assert [str(one["summary"]) for one in events] == ["Hamı üçün"]
    assert client.get(draft.event_url).status_code == 404
    assert client.get(hidden.event_url).status_code == 302
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert not icalendar.Calendar.from_ical(get(client, home.calendar_url)).events


def test_an_event_that_is_not_translated_is_in_the_calendar_of_its_language_only(event, section, home, client):
    english_home = translate(home, "en", lambda text: f"EN {text}")
    translate(section, "en", lambda text: f"EN {text}")
    page = event()
    english = translate(page, "en", {}, publish=False)
    assert not icalendar.Calendar.from_ical(get(client, english_home.calendar_url)).events
    assert client.get(english.event_url).status_code == 404
    assert icalendar.Calendar.from_ical(get(client, home.calendar_url)).events


def test_a_calendar_is_named_after_what_it_is_of(home, client):
    project = make_page(ProjectPage, make_page(ProjectIndexPage, home, title="Layihələr"), title="Təşəbbüs")
    calendar = icalendar.Calendar.from_ical(get(client, project.calendar_url))
    assert calendar["name"] == calendar["x-wr-calname"] == "Təşəbbüs"
    assert calendar["source"] == f"{project.full_url}calendar.ics"
    assert calendar["refresh-interval"].dt == timedelta(hours=12)


# How it is given


def test_who_has_it_already_gets_nothing_again(event, client):
    page = event()
    first = client.get("/calendar.ics")
    assert client.get("/calendar.ics", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get("/calendar.ics", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    change(page, starts_at=at(12, 10))
    assert client.get("/calendar.ics", headers={"if-none-match": first["ETag"]}).status_code == 200
    head = client.head(page.event_url)
    assert (head.status_code, head.content) == (200, b"")
    assert "gorus-event-az.ics" in head.headers["Content-Disposition"]


@pytest.mark.parametrize("query", ["page=-1", "kind=%27", "x=%FF", "q=" + "a" * 3000])
def test_no_query_string_changes_it(event, client, query):
    page = event()
    for address in (page.event_url, "/calendar.ics"):
        assert client.get(address, QUERY_STRING=query).content == client.get(address).content


def test_a_calendar_costs_two_queries_once_it_is_made(demo, client):
    for address in calendars():
        queries = warm_queries(client, address)
        assert len(queries) <= 2, (address, *queries)


def test_readers_take_along_what_is_to_come(event, client):
    def links(page):
        soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        return [link["href"] for link in soup.select(".add-to-calendar a")]

    page = event()
    assert links(page) == [page.event_url]
    assert links(change(page, status="cancelled")) == []
    assert links(event(title="Keçmiş", starts_at=at(1, 10, year=2020))) == []


def test_lists_and_projects_lead_to_their_calendars(demo, client):
    for page in [*EventIndexPage.objects.live(), *ProjectPage.objects.live(), *HomePage.objects.live()]:
        found = [link["href"] for link in demo.soup(page.url).select(".follow a")][1:]
        of = page if isinstance(page, WithCalendar) else HomePage.objects.get(locale=page.locale)
        full = f"{of.full_url}calendar.ics"
        assert found == [re.sub("^https?", "webcal", full), of.calendar_url]
        assert client.get(found[1]).status_code == 200
