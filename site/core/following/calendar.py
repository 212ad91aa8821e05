"""Calendars (RFC 5545) of pages, by the icalendar library: it folds, escapes and describes the time zone."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urljoin

from icalendar import Calendar
from wagtail.models import Page

from core.following.content import printable
from core.following.names import CALENDAR
from core.locales import source_locale
from core.sites import identity

PRODUCT = "-//outreach//Events of a site//EN"
ASK_AGAIN = timedelta(hours=12)
PUBLICATION = ("translation_key", "first_published_at", "last_published_at")


def calendar_of(page, request, pages, is_one=False):
    """The bytes of a calendar of ``InCalendar`` pages; ``is_one``: a single event, which gives no calendar its name."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if not is_one:
        describe(calendar, page, request)
    for entry in entries_of(pages, request):
        calendar.add_component(entry)
    add_time_zones(calendar)
    return calendar.to_ical()


def describe(calendar, page, request):
    """Its name and how often to ask: RFC 7986, and the older words that programs know."""
    name = identity(page.language).name
    title = (page.is_site_root() and name) or page.title
    address = page.get_full_url(request)
    language = {"LANGUAGE": page.language}
    calendar.add("name", printable(title), parameters=language)
    calendar.add("x-wr-calname", printable(title))
    calendar.add("url", address)
    calendar.add("source", urljoin(address, CALENDAR), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")


def entries_of(pages, request):
    sources = publications_of(pages)
    made = [
        page.calendar_entry(page.get_full_url(request), sources.get(page.translation_key) or page) for page in pages
    ]
    return [entry for entry in made if entry]


def publications_of(pages):
    """``{translation_key: the source page}`` in one query, with nothing of it but when it was published."""
    keys = [page.translation_key for page in pages]
    sources = Page.objects.filter(translation_key__in=keys, locale_id=source_locale().pk)
    return {page.translation_key: page for page in sources.only(*PUBLICATION)}


def stamp(entry, page, source):
    """Who has the event knows by this what is newer. The same UID in every language, so that who follows two has it
    once; SEQUENCE rises when the facts are published anew, by the seconds since they first were: no count could be
    lost or start again.
    """
    entry.add("uid", str(page.translation_key))
    changed = max([one.last_published_at for one in (page, source) if one.last_published_at], default=None)
    changed = (changed or datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    if page.first_published_at:
        entry.add("created", page.first_published_at.astimezone(UTC))
    first, last = source.first_published_at, source.last_published_at
    entry.add("sequence", max(0, int((last - first).total_seconds())) if first and last else 0)


def add_time_zones(calendar):
    """The rules for the years in which something takes place: those of fifty years are longer than most calendars."""
    years = [moment.year for moment in moments(calendar)]
    if years:
        calendar.add_missing_timezones(date(max(min(years) - 1, 1), 1, 1), date(min(max(years) + 2, 9999), 1, 1))


def moments(calendar):
    found = [entry.get(name) for entry in calendar.events for name in ("dtstart", "dtend")]
    return [one.dt for one in found if one is not None and isinstance(one.dt, datetime)]
