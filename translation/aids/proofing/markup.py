"""Length, links, tags and placeholders: what makes a text unfit to be shown."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, extract_ids

from core.localize.texts import lost_links, too_long
from translation.aids.proofing.base import Problem, quoted

TAG = re.compile(r"<([a-zA-Z][\w-]*)\b[^<>]*>")
DEAD_LINK = re.compile(r"<a\b(?![^<>]*\sid=)[^<>]*>", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{?\s*[A-Za-z_][\w.]*\s*\}?\}|(?<!\d)%[sd]\b")
COMPARED_ELSEWHERE = {"a", "span"}  # a word may be foreign in one of the two languages only
MOST_TAGS = 1000  # nested, more would be too deep for those who read them


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
    if sentence := refused(pair.html):
        yield Problem("tag", sentence, is_fatal=True)
        return
    found, wanted = (
        {tag.lower() for tag in TAG.findall(html)} - COMPARED_ELSEWHERE for html in (pair.html, pair.source_html)
    )
    if found - wanted:
        message = _("The original has no such tag: %(tags)s.")
        yield Problem("tag", message % {"tags": named(found - wanted)})
    if wanted - found:
        message = _("A tag of the original is missing: %(tags)s.")
        yield Problem("tag", message % {"tags": named(wanted - found)})


def placeholders(pair):
    found, wanted = Counter(PLACEHOLDER.findall(pair.text)), Counter(PLACEHOLDER.findall(pair.source))
    if found != wanted:
        differing = sorted((wanted - found) | (found - wanted))
        message = _("What is filled in later has to stand here as in the original: %(parts)s.")
        yield Problem("placeholder", message % {"parts": quoted(differing)}, is_fatal=True)


def named(tags):
    return ", ".join(f"<{tag}>" for tag in sorted(tags))


def refused(html):
    """What wagtail-localize says against it."""
    try:
        if html.count("<") > MOST_TAGS:
            raise RecursionError
        StringValue.from_translated_html(html)
    except ValueError as error:
        return str(error)
    except RecursionError:
        return _("There are too many tags.")
    return ""
