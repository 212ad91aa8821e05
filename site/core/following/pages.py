"""What a page class puts before itself to have a feed, a calendar, or a place in one."""

from urllib.parse import urljoin

from wagtail.models import Page

from core.below import AddressesBelow
from core.following import views
from core.following.names import CALENDAR, EVENT, FEED
from core.restrictions import public


class Followed(AddressesBelow):
    """A page with ``…/feed.atom``: what was published below it last."""

    views_below = {FEED: views.feed}

    def followed_pages(self):
        return Page.objects.descendant_of(self)

    def published_pages(self, limit):
        """What readers of this language may see of it, the last publication first, as the types they are."""
        pages = public(self.followed_pages().live()).filter(
            locale_id=self.locale_id, alias_of__isnull=True, last_published_at__isnull=False
        )
        return list(pages.order_by("-last_published_at", "-pk").specific()[:limit])

    @property
    def feed_url(self):
        return urljoin(self.url, FEED)


class WithCalendar(AddressesBelow):
    """A page with ``…/calendar.ics``; it says which are its :class:`InCalendar` pages."""

    views_below = {CALENDAR: views.calendar}

    def calendar_pages(self, limit):
        raise NotImplementedError

    @property
    def calendar_url(self):
        return urljoin(self.url, CALENDAR)


class InCalendar(AddressesBelow):
    """A page about something that takes place, with ``…/event.ics``."""

    views_below = {EVENT: views.event}

    def calendar_entry(self, address, source):
        """An ``icalendar.Event``, or ``None`` if it has no time. ``address`` is the page's; of ``source``, the page in
        which the facts are entered, only the days of publication are known.
        """
        raise NotImplementedError

    @property
    def event_url(self):
        return urljoin(self.url, EVENT)
