"""The tags of a text as inline elements of XLIFF 1.2, and back to exactly wagtail-localize's HTML.

A pair of tags is a ``<g>``, a line break a ``<ph>`` with its code; their ids name the tags of the original, which are
put back as they are there. What a translation has beyond those, and what makes no pair, travels as code.
"""

import html
import re
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import SubElement

from wagtail_localize.strings import INLINE_TAGS

TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>\s[^<>]*?)?\s*(?P<empty>/?)>")
ID = re.compile(r'\sid="(?P<id>[^"]+)"')
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
KIND = "x-html-"
VOID = {"br"}
CODE = {"ph", "bpt", "ept", "it"}  # elements that hold the code they stand for


class Token(NamedTuple):
    raw: str
    name: str = ""  # “” for text
    place: int = 0
    partner: int | None = None  # the place of the tag that closes it, or that it closes
    is_void: bool = False

    @property
    def opens(self):
        return self.partner is not None and self.partner > self.place


def tokens(text):
    """Texts and tags, each tag with the place of its partner."""
    found, waiting, end = [], [], 0
    for tag in TAG.finditer(text):
        if tag.start() > end:
            found.append(Token(text[end : tag.start()]))
        end, name, place = tag.end(), tag["name"], len(found)
        if tag["closing"] and waiting and waiting[-1].name == name:
            opening = waiting.pop()
            found[opening.place] = opening._replace(partner=place)
            found.append(Token(tag[0], name, place, partner=opening.place))
            continue
        is_void = name in VOID or bool(tag["empty"])
        found.append(Token(tag[0], name, place, is_void=is_void and not tag["closing"]))
        if not is_void and not tag["closing"]:
            waiting.append(found[-1])
    if end < len(text):
        found.append(Token(text[end:]))
    return found


def tags_of(source):
    """``{id: opening tag}`` of an original: by its own id (``a1``), else by its name and a number."""
    found = {}
    for token in tokens(source):
        if token.opens or token.is_void:
            own = ID.search(token.raw)
            key = own["id"] if own and own["id"] not in found else unused(token.name, found)
            found[key] = token.raw
    return found


def unused(name, keys):
    return next(key for key in (f"{name}{number}" for number in count(1)) if key not in keys)


def write(parent, text, source):
    """Put ``text``, the original itself or a translation of it, into an XML element."""
    tags = tags_of(source)
    free, used, open_elements, found = dict(tags), set(), [(parent, None)], tokens(text)
    for token in found:
        element = open_elements[-1][0]
        if not token.name:
            say(element, NOT_IN_XML.sub("", html.unescape(token.raw)))
        elif open_elements[-1][1] == token.place:
            open_elements.pop()
        elif token.opens or token.is_void:
            key = next((key for key, raw in free.items() if raw == token.raw), None)
            is_known = key is not None
            if is_known:
                del free[key]
            else:
                key = unused(token.name, tags.keys() | used)
            used.add(key)
            if token.opens and (is_known or token.raw == f"<{token.name}>"):
                group = SubElement(element, "g", {"id": key, "ctype": KIND + token.name})
                open_elements.append((group, token.partner))
            else:
                code(element, key, token)
        else:
            key = unused(token.name, tags.keys() | used)
            used.add(key)
            code(element, key, token)


def code(parent, key, token):
    kind = "lb" if token.name in VOID else KIND + token.name
    SubElement(parent, "ph", {"id": key, "ctype": kind}).text = NOT_IN_XML.sub("", token.raw)


def say(element, text):
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def read(element, source):
    """The HTML of a target. Its elements may be wrapped in marks, as tools that cut into sentences do."""
    return content(element, tags_of(source))


def content(element, tags):
    parts = [html.escape(element.text or "", quote=False)]
    for child in element:
        parts.append(tagged(child, tags))
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def tagged(element, tags):
    known = tags.get(element.get("id"))
    if element.tag == "g":
        opening = known or made_from(element)
        return f"{opening}{content(element, tags)}</{TAG.match(opening)['name']}>"
    if element.tag == "x":
        return known or ("<br/>" if element.get("ctype") == "lb" else made_from(element))
    if element.tag in CODE:
        return known if element.tag == "ph" and known else "".join(element.itertext())
    return content(element, tags)


def made_from(element):
    """A tag that the original does not have. One of which nothing is known stays what it is: it is found faulty."""
    name = (element.get("ctype") or "").removeprefix(KIND)
    return f"<{name}>" if name in INLINE_TAGS else f"<{element.tag}>"


def plain(element):
    """For a person to read."""
    return "".join(element.itertext())
