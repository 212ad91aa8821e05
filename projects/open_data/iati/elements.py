"""Elements of IATI: texts in languages, and what may stand in XML."""

import re
from xml.etree.ElementTree import SubElement

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text):
    """Without the characters that XML has no way to say."""
    return FORBIDDEN.sub("", str(text)).strip()


def add(parent, tag, text=None, **attributes):
    """An element below ``parent``; ``_`` in a name stands for ``-``, and attributes that are not known are left out."""
    known = {name.replace("_", "-"): clean(value) for name, value in attributes.items() if value not in (None, "")}
    element = SubElement(parent, tag, known)
    if text is not None:
        element.text = clean(text)
    return element


def narrate(parent, texts):
    """A narrative for each language that has the text: ``{language: text}``."""
    for language, text in texts.items():
        if text and clean(text):
            SubElement(parent, "narrative", {LANG: language}).text = clean(text)


def add_told(parent, tag, texts, **attributes):
    """An element with narratives, or nothing where there is nothing to tell."""
    if any(text and clean(text) for text in texts.values()):
        narrate(add(parent, tag, **attributes), texts)


def rows(records, name):
    """``[(row, {language: the same row in it})]``, found by what it is known by: in one language there may be a row
    that another does not have yet.
    """
    by_id = {code: {row["id"]: row for row in record[name]} for code, record in records.items()}
    first = next(iter(records.values()))[name]
    return [(row, {code: found[row["id"]] for code, found in by_id.items() if row["id"] in found}) for row in first]


def told(records, read):
    """``{language: what read finds in the record of that language}``"""
    return {language: read(record) for language, record in records.items()}


def named(records, read):
    """The same for a name of the registries, where it is written in that language."""
    found = told(records, read)
    return {code: name["name"] for code, name in found.items() if name and name["language"] == code}
