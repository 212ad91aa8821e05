"""Length, links, tags and placeholders: what makes a text unfit to be shown."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS, StringValue, extract_ids

from core.localize.texts import lost_links, too_long
from translation.aids.proofing.base import Problem, quoted

TAG = re.compile(r"<([a-zA-Z][\w-]*)\b[^<>]*>")
DEAD_LINK = re.compile(r"<a(?![^<>]*\sid=)[^<>]*>", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{?\s*[A-Za-z_][\w.]*\s*\}?\}|(?<!\d)%[sd]\b")
LINK = "a"


def length(pair):
    if sentence := too_long(pair.text, pair.limit):
        yield Problem("length", sentence, is_fatal=True)


def links(pair):
    if sentence := lost_links(pair.source_html, pair.html):
        yield Problem("link", sentence, is_fatal=True)
    unknown = extract_ids(pair.html) - extract_ids(pair.source_html)
    if unknown:
        message = _("There is no such link in the original: %(links)s.")
        yield Problem("link", message % {"links": quoted(sorted(unknown))}, is_fatal=True)
    if DEAD_LINK.search(pair.html):
        yield Problem("link", _("A link leads nowhere: use those of the original."), is_fatal=True)


def tags(pair):
    found, wanted = counted(pair.html), counted(pair.source_html)
    unknown = sorted(set(found) - set(INLINE_TAGS))
    if unknown:
        message = _("These tags can't be used here: %(tags)s.")
        yield Problem("tag", message % {"tags": named(unknown)}, is_fatal=True)
    elif attributes := refused(pair.html):
        yield Problem("tag", attributes, is_fatal=True)
    lost = sorted(tag for tag in wanted if tag != LINK and not found[tag])
    added = sorted(tag for tag in found if tag in INLINE_TAGS and tag != LINK and not wanted[tag])
    if lost:
        yield Problem("tag", _("A tag of the original is missing: %(tags)s.") % {"tags": named(lost)})
    if added:
        yield Problem("tag", _("The original has no such tag: %(tags)s.") % {"tags": named(added)})


def placeholders(pair):
    found, wanted = Counter(PLACEHOLDER.findall(pair.text)), Counter(PLACEHOLDER.findall(pair.source))
    if found != wanted:
        differing = sorted((wanted - found) | (found - wanted))
        message = _("What is filled in later has to stand here as in the original: %(parts)s.")
        yield Problem("placeholder", message % {"parts": quoted(differing)}, is_fatal=True)


def counted(html):
    return Counter(tag.lower() for tag in TAG.findall(html))


def named(tags):
    return ", ".join(f"<{tag}>" for tag in tags)


def refused(html):
    """What wagtail-localize says against it."""
    if html.count("<") > 1000:
        return _("There are too many tags.")  # nested, they would be too deep for it
    try:
        StringValue.from_translated_html(html)
    except (ValueError, RecursionError) as error:
        return str(error) if isinstance(error, ValueError) else _("There are too many tags.")
    return ""
