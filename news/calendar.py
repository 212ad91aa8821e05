"""An event as an entry of a calendar. Whom it is for is said; who speaks and who comes is not."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Event

from core.days import has_hour
from core.following.calendar import stamp
from core.following.content import printable
from core.templatetags.shown import place_names


def entry_of(event, address, source):
    entry = Event()
    language = {"LANGUAGE": event.language}
    is_off = not event.takes_place  # cancelled or postponed: on that day there is nothing
    stamp(entry, event, source)
    for name, value in times(event).items():
        entry.add(name, value)
    title = f"{event.get_status_display()}: {event.title}" if is_off else event.title
    entry.add("summary", printable(title), parameters=language)
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    entry.add("transp", "OPAQUE" if has_hours(event) and not is_off else "TRANSPARENT")
    entry.add("url", address)
    entry.add("categories", [printable(event.get_kind_display())], parameters=language)
    entry.add("description", printable(description(event, address)), parameters=language)
    place = ", ".join([*filter(None, [event.venue]), *place_names(event.place)])
    if place:
        entry.add("location", printable(place), parameters=language)
    if event.online_url and not is_off:
        entry.add("conference", event.online_url, parameters={"VALUE": "URI", "FEATURE": "VIDEO", **language})
    return entry


def times(event):
    """As the page says it: whole days where an hour is not known, no end where none is given (RFC 5545, 3.6.1).

    A DTEND is the first moment, or day, after the event.
    """
    zone = timezone.get_default_timezone()
    start = event.starts_at.astimezone(zone)
    end = event.ends_at.astimezone(zone) if event.ends_at and event.ends_at > event.starts_at else None
    if not has_hour(start):
        last = end.date() if end else start.date()
        return {"dtstart": start.date(), "dtend": last + timedelta(days=1)}
    if end is None or (not has_hour(end) and end.date() == start.date()):
        return {"dtstart": start}
    if not has_hour(end):
        end = (end + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return {"dtstart": start, "dtend": end}


def has_hours(event):
    return has_hour(event.starts_at.astimezone(timezone.get_default_timezone()))


def description(event, address):
    audience = event.audience and f"{gettext('For whom')}: {event.audience}"
    online = event.online_url and event.takes_place and f"{gettext('Online')}: {event.online_url}"
    return "\n\n".join(filter(None, [event.summary, audience, online, address]))
