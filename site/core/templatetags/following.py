"""Where readers follow, for the head of a page and for the eye."""

from urllib.parse import urljoin, urlsplit

from django import template

from core.following import Followed, InCalendar, WithCalendar
from core.following.names import CALENDAR, FEED
from core.models import BasePage
from core.templatetags.links import home_addresses
from core.templatetags.shown import current_language

register = template.Library()


@register.simple_tag(takes_context=True)
def feed_links(context):
    """``[{title, address}]`` of the feeds a program may find from this page: the whole site's, and the page's own."""
    page, home = context.get("page"), home_address(context)
    found = [{"title": context["identity"].name, "address": urljoin(home, FEED)}] if home else []
    if is_shown(page, Followed) and not page.is_site_root():
        found.append({"title": page.title, "address": page.feed_url})
    return found


@register.simple_tag(takes_context=True)
def ways_to_follow(context):
    """``{feed, calendar, webcal}`` of a list or a project; what there is not is empty."""
    page = context.get("page")
    if not is_shown(page, Followed):
        return {}
    calendar = page.calendar_url if isinstance(page, WithCalendar) else ""
    if getattr(page, "follows_site_calendar", False):
        home = home_address(context)
        calendar = urljoin(home, CALENDAR) if home else ""
    return {"feed": page.feed_url, "calendar": calendar, "webcal": webcal(context, page, calendar)}


@register.simple_tag(takes_context=True)
def event_file(context):
    """Where an event still to come can be taken into one's own calendar."""
    page = context.get("page")
    is_to_come = is_shown(page, InCalendar) and page.starts_at and not page.is_over and page.takes_place
    return page.event_url if is_to_come else ""


def is_shown(page, kind):
    """A draft that is previewed has nothing to follow."""
    return isinstance(page, BasePage) and isinstance(page, kind) and page.live


def home_address(context):
    """The live home page of the language, or “”."""
    language = current_language()
    return next((home["url"] for home in home_addresses(context.get("request")) if home["code"] == language), "")


def webcal(context, page, address):
    """An address by which calendar programs know that they are meant to come back."""
    if not address:
        return ""
    return urlsplit(urljoin(page.get_full_url(context.get("request")), address))._replace(scheme="webcal").geturl()
