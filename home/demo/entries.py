"""The words in which the demo content is written down: records, pages, and the blocks of a body.

``Ref`` stands for something made earlier under that key. Every id is made from names, so two loads are alike.
"""

import uuid
from dataclasses import dataclass, field

from news.models import NewsPage

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "outreach-demo")


def stable_id(*names):
    return str(uuid.uuid5(NAMESPACE, "/".join(str(name) for name in names)))


class Ref(str):
    """The key of a record, page, image or document."""


@dataclass(frozen=True)
class Record:
    """A registry record. Its fields may hold ``Ref``\\ s."""

    key: str
    model: type
    fields: dict


@dataclass(frozen=True)
class PageEntry:
    """A page in the source language; ``rows`` are its inline children, ``{relation: [fields, …]}``."""

    key: str
    model: type
    parent: str
    fields: dict
    rows: dict = field(default_factory=dict)
    body: tuple = ()
    left_untranslated_in: tuple = ()  # submitted there, but nobody has begun
    changed_later: tuple = ()  # (number of a block from 0, what it becomes): the translations fall behind


def record(key, model, **fields):
    return Record(key, model, fields)


def page(key, model, parent, *, rows=None, body=(), left_untranslated_in=(), changed_later=(), **fields):
    return PageEntry(key, model, parent, fields, rows or {}, tuple(body), left_untranslated_in, changed_later)


def news(key, **fields):
    return page(key, NewsPage, "news", **fields)


# Blocks of a body, each ``(type, value)``


def heading(words):
    return "heading", words


def text(*paragraphs):
    """Paragraphs, or whole elements; ``<a page="key">`` links to a page of the demo."""
    return "text", "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in paragraphs)


def bullets(*items):
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def picture(image, alt, caption=""):
    return "picture", {"image": image_value(image, alt), "caption": caption}


def gallery(caption, *images):
    """``images`` are pairs of key and alternative text; they share the caption."""
    return "gallery", {"caption": caption, "images": [{"image": image_value(*pair), "caption": ""} for pair in images]}


def image_value(image, alt):
    return {"image": Ref(image), "alt_text": alt, "decorative": False}


def quote(words, role=""):
    return "quote", {"text": words, "person": None, "role": role, "language": ""}


def table(caption, columns, *rows):
    """``columns`` are pairs of type (text or number) and heading."""
    return "table", {
        "caption": caption,
        "columns": [{"type": kind, "heading": words} for kind, words in columns],
        "rows": [{"values": list(row)} for row in rows],
    }


def fact_box(words, *facts):
    return "fact_box", {"heading": words, "facts": [{"name": name, "value": value} for name, value in facts]}


def document(key, title):
    return "document", {"document": Ref(key), "title": title}


def call_to_action(words, label, page):
    return "call_to_action", {"text": words, "label": label, "page": Ref(page), "url": ""}
