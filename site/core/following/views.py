from django.http import Http404

from core.following.answer import answer
from core.following.calendar import calendar_of
from core.following.feed import feed_of
from core.following.names import CALENDAR, EVENT, FEED

ATOM_TYPE, CALENDAR_TYPE = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
MAX_EVENTS = 500  # of one calendar, the latest


def feed(page, request):
    return answer(page, request, FEED, ATOM_TYPE, lambda: feed_of(page, request))


def calendar(page, request):
    def make():
        return calendar_of(page, request, page.calendar_pages(MAX_EVENTS))

    return answer(page, request, CALENDAR, CALENDAR_TYPE, make)


def event(page, request):
    if page.calendar_entry(page.get_full_url(request), page) is None:
        raise Http404
    return answer(page, request, EVENT, CALENDAR_TYPE, lambda: calendar_of(page, request, [page], is_one=True))
