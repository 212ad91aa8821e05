"""``llms.txt`` after llmstxt.org: what this site is, in a page of Markdown, and where the rest can be read."""

import re

from django.http import Http404
from django.urls import NoReverseMatch
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.languages import content_languages, source_language
from core.machines.answers import address, remembered
from core.restrictions import public
from core.sites import identity, site_of
from core.store import kept

SPECIAL = re.compile(r"([\\\[\]<>*_`#])")


@require_safe
@kept
def llms_txt(request, data=()):
    """``data`` names the addresses of open data: ``[(name of the address, text)]``."""
    if site_of(request) is None:
        raise Http404
    with translation.override(source_language()):
        return remembered(request, "llms.txt", "text/markdown", lambda: llms(request, data))


def llms(request, data):
    homes = live_homes(request)
    owner, names = identity(source_language()), dict(content_languages())
    about = next((home.specific for home in homes.values()), None)
    parts = [
        f"# {plain(owner.name or (about and about.title) or site_of(request).hostname)}",
        f"> {plain(summary)}" if (summary := (about and about.summary) or owner.tagline) else "",
        plain(
            _(
                "The website of a non-governmental organisation. Every text has an address of its own in each language; "
                "pages name their translations, and say what they are about as JSON-LD (schema.org)."
            )
        ),
        section(_("Languages"), [(names[code], home.get_full_url(request), "") for code, home in homes.items()]),
        section(_("What is here"), contents(request, homes.get(source_language()))),
        section(_("For machines"), [*data_links(request, data), site_map(request)]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def live_homes(request):
    """``{language: home page}``, the source language first."""
    homes = site_of(request).root_page.get_translations(inclusive=True).live().select_related("locale")
    found = {home.locale.language_code: home for home in public(homes)}
    return {code: found[code] for code, _name in content_languages() if code in found}


def contents(request, home):
    """The pages of the main menu."""
    if home is None:
        return []
    pages = public(Page.objects.child_of(home).live()).filter(show_in_menus=True).order_by("path").specific()
    return [(page.title, page.get_full_url(request), page.summary) for page in pages]


def data_links(request, data):
    for name, text in data:
        try:
            yield text, address(request, name), ""
        except NoReverseMatch:
            continue


def site_map(request):
    return (
        _("Site map"),
        address(request, "sitemap"),
        _("every page in every language, with the day on which it last changed"),
    )


def section(heading, links):
    lines = [f"- [{plain(text)}]({url})" + (f": {plain(note)}" if note else "") for text, url, note in links]
    return "\n".join([f"## {heading}", "", *lines]) if lines else ""


def plain(text):
    """On one line, with nothing that Markdown would read as its own."""
    return SPECIAL.sub(r"\\\1", " ".join(str(text).split()))
