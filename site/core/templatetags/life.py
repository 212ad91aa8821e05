"""Which translations an action of the admin touches (``core.localize.life``). Takes a page, or a bulk action's items."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.localize.life.display import touched
from core.localize.life.moving import moved_with
from core.localize.life.unpublishing import unpublished_with

register = template.Library()


@register.simple_tag
def unpublished_too(chosen):
    pages = pages_of(chosen)
    directly = unpublished_with(pages)
    known = {page.pk for page in directly}
    below = [page for page in unpublished_with(pages, include_descendants=True) if page.pk not in known]
    return joined(
        touched(_("These translations are unpublished too:"), directly),
        touched(_("If subpages are unpublished too, so are these translations of them:"), below),
    )


@register.simple_tag
def moved_too(chosen, destination=None):
    moved = moved_with(pages_of(chosen))
    locales = {page.locale for page in moved} if destination and not destination.is_root() else set()
    missing = any(not destination.has_translation(locale) for locale in locales)
    note = _("Where the new place is not translated yet, its translation is made as a draft.")
    return joined(
        touched(_("These translations move too, with their subpages:"), moved),
        format_html("<p>{}</p>", note) if missing else "",
    )


def pages_of(chosen):
    return [chosen] if isinstance(chosen, Page) else [item["item"] for item in chosen]


def joined(*parts):
    return format_html_join("", "{}", ((part,) for part in parts))
