"""Words in another language within rich text: ``<span lang="…">``, for those who have it read to them (WCAG 3.1.2).

An editor marks them by a button for each language of the site (``core.wagtail_hooks.language_marks``). To a translator
the mark is part of the text, like ``<b>``: it can be kept, changed, left out, or set where the original needs none.
"""

import re

from bs4 import BeautifulSoup, Comment, Tag
from wagtail_localize.strings import StringValue

from core.languages import content_languages

OPENING, CLOSING = re.compile(r"<!--lang=([\w-]+)-->"), "<!--/lang-->"


def feature_of(code):
    """The name by which rich text asks for the button of a language."""
    return f"lang-{code}"


def mark_features():
    return [feature_of(code) for code, _name in content_languages()]


def as_comments(html):
    """What wagtail-localize takes texts from: it would move a tag about a whole text out of the translator's reach,
    and the attribute of any tag. Comments stay where they are.
    """
    if "<span" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for mark in filter(is_mark, soup.find_all("span")):
        if mark.get_text().strip():
            mark.insert(0, Comment(f"lang={mark['lang']}"))
            mark.append(Comment("/lang"))
        mark.unwrap()
    return str(soup)


def as_tags(string):
    return StringValue(OPENING.sub(r'<span lang="\1">', string.data).replace(CLOSING, "</span>"))


def is_mark(element):
    return isinstance(element, Tag) and element.name == "span" and set(element.attrs) == {"lang"}


def marked_languages(html):
    if "<span" not in html:
        return set()
    return {mark["lang"] for mark in filter(is_mark, BeautifulSoup(html, "html.parser").find_all("span"))}


def allow_marks(original):
    """``wagtail_localize.strings.validate_element``, which refuses every attribute in a translated text."""

    def validate_element(element):
        if is_mark(element):
            for child in element.children:
                validate_element(child)
        else:
            original(element)

    return validate_element
