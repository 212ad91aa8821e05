"""When readers see something else although nobody changed anything: at midnight, and when an event ends."""

from datetime import datetime, time, timedelta

from django.utils import timezone

JUST_AFTER = timedelta(milliseconds=1)
_sources = []


def register(source):
    """``source(start, end)`` gives the last moments, from ``start`` up to ``end``, at which pages read as before."""
    _sources.append(source)


def of_day(day):
    """The moments of a day in the site's zone at which pages begin to read otherwise, both midnights included."""
    zone = timezone.get_default_timezone()
    start, end = (datetime.combine(one, time.min, zone) for one in (day, day + timedelta(days=1)))
    return sorted({start, end, *(last + JUST_AFTER for source in _sources for last in source(start, end))})
