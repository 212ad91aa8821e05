"""Blocks whose text wagtail-localize does not reach by itself (its #302, #808, #913)."""

import hashlib

from bs4 import BeautifulSoup
from wagtail.rich_text import RichText
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import extract_strings, restore_strings

from core.language_marks import as_comments, as_tags


def rich_text_segments(html):
    """As wagtail-localize's own for rich text, with the marks of languages in the texts (its #778), and then the
    alternative text of each picture in it.
    """
    template, strings = extract_strings(as_comments(html))
    hrefs = sorted({tag["href"] for _string, attrs in strings for tag in attrs.values() if "href" in tag})
    alts = unique(embed.get("alt", "") for embed in pictures(BeautifulSoup(html, "html.parser")))
    return [
        TemplateSegmentValue("", "html", template, len(strings)),
        *[StringSegmentValue("", as_tags(string), attrs=attrs) for string, attrs in strings],
        *[OverridableSegmentValue(quote_path_component(href), href) for href in hrefs],
        *[StringSegmentValue(path, alt) for path, alt in alts.items()],
    ]


def restore_rich_text(segments):
    alts = {segment.path: segment.render_text() for segment in segments if segment.path.startswith("text-")}
    _format, template, strings = organise_template_segments([s for s in segments if s.path not in alts])
    html = restore_strings(template, strings)
    if alts:
        soup = BeautifulSoup(html, "html.parser")
        for embed in pictures(soup):
            embed["alt"] = alts.get(path_of(embed.get("alt", "")), embed.get("alt", ""))
        html = str(soup)
    return RichText(html)


def pictures(soup):
    return soup.find_all("embed", embedtype="image")


def table_segments(value):
    """Caption, headings and text cells of a typed table; numbers are facts."""
    return [StringSegmentValue(path, text) for path, text in table_texts(value).items()]


def table_texts(value):
    """``{path: text}``"""
    if not value:
        return {}
    cells = [cell for row in value.row_data for cell in row["values"] if isinstance(cell, str)]
    return unique([value.caption or "", *[column["heading"] or "" for column in value.columns], *cells])


def restore_table(value, segments):
    return with_texts(value, {segment.path: segment.render_text() for segment in segments})


def with_facts_of_table(source, live, translated):
    """The rows and figures of ``source``, if all its texts have a translation that ``live`` shows already."""
    texts = {path: translated(path, text) for path, text in table_texts(source).items()}
    return with_texts(source, texts) if set(texts.values()) <= set(table_texts(live).values()) else live


def with_texts(value, texts):
    def translated(text):
        return texts.get(path_of(text), text) if isinstance(text, str) else text

    value.caption = translated(value.caption)
    for column in value.columns:
        column["heading"] = translated(column["heading"])
    for row in value.row_data:
        row["values"] = [translated(cell) for cell in row["values"]]
    return value


def unique(texts):
    return {path_of(text): text for text in texts if text.strip()}


def path_of(text):
    """A path that follows the text, not its place: rows may move, and a word that comes twice is translated once."""
    return "text-" + hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]
