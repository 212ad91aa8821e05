"""Every word a person can read in an answer of the admin: text, labels for screen readers, and what scripts will show."""

import json
import re

from bs4 import BeautifulSoup

ATTRIBUTES = ("title", "aria-label", "aria-description", "placeholder", "alt", "data-w-tooltip-content-value")
BUTTONS = ("submit", "button", "reset")
UNSEEN = ("script", "style", "code", "pre", "kbd", "svg", "template-source")
NEVER_SHOWN = ".w-side-panel-toggle__counter[hidden], .xdsoft_save_selected"
SPOKEN = re.compile(r"[A-ZÇƏĞIİÖŞÜ][a-zçəğıöşü]+|.+ .+")  # of strings in data: a name or a sentence, no identifier
WORD = re.compile(r"[^\W\d_]{3,}")


def texts(body):
    page = BeautifulSoup(body, "lxml")
    for script in page.find_all("script", type="application/json"):
        yield from strings(script.string)
    for tag in page.find_all(UNSEEN) + page.select(NEVER_SHOWN):
        tag.decompose()
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if name in ATTRIBUTES:
                yield value
            elif name.startswith("data-") and str(value)[:1] in "[{":
                yield from strings(value)
        if tag.name == "input" and tag.get("type") in BUTTONS:
            yield tag.get("value", "")
    for template in page.find_all("template"):
        yield from texts(template.decode_contents())
    yield from page.stripped_strings


def strings(text):
    try:
        found = [json.loads(text)]
    except (TypeError, ValueError):
        return
    while found:
        value = found.pop()
        if isinstance(value, dict):
            found += value.values()
        elif isinstance(value, list):
            found += value
        elif isinstance(value, str):
            if "<" in value and ">" in value:
                yield from texts(value)
            elif SPOKEN.fullmatch(value):
                yield value


def words(text):
    return set(WORD.findall(text))
