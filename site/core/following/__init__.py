"""How readers follow: Atom feeds of what is published, calendars of what takes place. Both are views of pages."""

from core.following.pages import Followed, InCalendar, WithCalendar

__all__ = ["Followed", "InCalendar", "WithCalendar"]
