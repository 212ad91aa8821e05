"""The addresses, below those of the pages; the same in every language."""

FEED, CALENDAR, EVENT = "feed.atom", "calendar.ics", "event.ics"
