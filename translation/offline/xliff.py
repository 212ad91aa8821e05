"""XLIFF 1.2 (why not 2.0: docs/decisions/offline-files.md). One file for one translation."""

import hashlib
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring
from xml.etree.ElementTree import ParseError as XMLError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser
from django.utils import timezone
from django.utils.translation import gettext as _

from core.localize.exchange import file_name, units
from core.localize.intake import Intake, Line, UnreadableFile
from core.localize.po import ID_HEADER, moment
from translation.offline import markup
from translation.work.changes import ALIKE, likeness

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
CONTENT_TYPE = "application/x-xliff+xml"
TOOL = "XLIFF"
MAX_DEPTH = 50  # of elements; ours are eight deep
OPEN, DONE = "new", "translated"
UNSURE = "needs-"  # how states begin that a tool or a person sets; “new” is ours, and many tools leave it as it is


# Out


def export(translation):
    """``(file name, content)``"""
    source, target = translation.source.locale.language_code, translation.target_locale.language_code
    root = Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    about = {
        "original": in_xml(translation.source.object_repr),
        "source-language": source,
        "target-language": target,
        "datatype": "html",
        "date": timezone.now().isoformat(),
    }
    file = SubElement(root, "file", about)
    SubElement(SubElement(file, "header"), "note", {"from": ID_HEADER}).text = str(translation.uuid)
    body = SubElement(file, "body")
    present, former = units(translation)
    for unit in present:
        add_unit(body, unit, former, source, target)
    for place in (root, file, file[0], body):
        indent_children(place)
    # A lone carriage return is written as what it is, or a parser makes a line feed of it.
    text = tostring(root, encoding="unicode").replace("\r", "&#13;")
    return file_name(translation, "xlf"), f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def add_unit(body, unit, former, source, target):
    about = {"id": unit_id(*unit.key), "xml:space": "preserve"}
    if unit.limit:
        about |= {"maxwidth": str(unit.limit), "size-unit": "char"}
    element = SubElement(body, "trans-unit", about)
    markup.write(SubElement(element, "source", {"xml:lang": source}), unit.source, unit.source)
    state = DONE if unit.text and not unit.error else OPEN
    markup.write(SubElement(element, "target", {"xml:lang": target, "state": state}), unit.text, unit.source)
    if not unit.text and (one := before(unit, former)):
        other = SubElement(element, "alt-trans", {"alttranstype": "previous-version"})
        was = one.translation_of.data
        markup.write(SubElement(other, "source", {"xml:lang": source}), was, was)
        markup.write(SubElement(other, "target", {"xml:lang": target}), one.data, was)
    SubElement(element, "note").text = in_xml(unit.hint)


def before(unit, former):
    """The translation of what stood in this place before, if it is like what stands there now."""
    here = [one for one in former if one.context.path == unit.path]
    best = max(here, key=lambda one: likeness(one.translation_of.data, unit.source), default=None)
    return best if best and likeness(best.translation_of.data, unit.source) >= ALIKE else None


def unit_id(path, source):
    """The same in every export: by where a text stands and what it says."""
    return in_xml(f"{path}:{hashlib.sha256(source.encode()).hexdigest()[:16]}")


def in_xml(text):
    return markup.NOT_IN_XML.sub("", text)


def indent_children(element):
    """One element a line: reports name lines. Within a unit every space is text."""
    element.text = "\n"
    for child in element:
        child.tail = "\n"


# In


class Unit(NamedTuple):
    number: int
    id: str
    source: Element | None
    target: Element | None


class Document(NamedTuple):
    identity: str
    language: str
    made_at: object
    units: list


class Builder(TreeBuilder):
    """Elements of XLIFF by their own names, each with the line on which it begins."""

    def __init__(self):
        super().__init__()
        self.depth, self.lines, self.parser = 0, {}, None

    def start(self, tag, attributes):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableFile(_("This file is not one that this site made: its elements are nested too deeply."))
        namespace, _brace, name = tag.rpartition("}")
        is_ours = not namespace or namespace.startswith("{urn:oasis:names:tc:xliff:document:1.")
        element = super().start(name if is_ours else tag, attributes)
        self.lines[element] = self.parser.parser.CurrentLineNumber
        return element

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def opened(data):
    """The ``Document`` in these bytes, whosever it is. ``UnreadableFile`` if there is none."""
    builder = Builder()
    parser = builder.parser = XMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException as error:
        raise UnreadableFile(
            _("This file has a document type of its own, which XLIFF has not. Export it again, translate that.")
        ) from error
    except (XMLError, ValueError, LookupError) as error:
        line = getattr(error, "position", ["?"])[0]
        message = _("This XLIFF file is damaged in line %(line)s. Save it again in your tool, or export a new one.")
        raise UnreadableFile(message % {"line": line}) from error
    return document(root, builder.lines)


def document(root, lines):
    if root.tag.rpartition("}")[2] != "xliff":
        raise UnreadableFile(_("This is not an XLIFF file. Export one from here, translate it and upload that."))
    if not root.get("version", "").startswith("1."):
        message = _("This is XLIFF %(version)s. Save it in your tool as XLIFF 1.2, as it was exported.")
        raise UnreadableFile(message % {"version": root.get("version", "?")[:10]})
    files = root.findall("file")
    if len(files) != 1:
        raise UnreadableFile(
            _("This file holds the texts of several pages, or of none. Upload each page's file, or all in a zip.")
        )
    notes = {note.get("from"): note.text for note in files[0].iterfind("header/note")}
    units = [
        Unit(lines[one], one.get("id", ""), one.find("source"), one.find("target"))
        for one in files[0].iter("trans-unit")
    ]
    return Document(
        (notes.get(ID_HEADER) or "").strip(),
        files[0].get("target-language", ""),
        moment(files[0].get("date")),
        units,
    )


def take(file, translation, user):
    """Save what is new in the file; returns the ``Report``."""
    intake = Intake(translation, user, TOOL, made_at=file.made_at, is_same=is_same)
    by_id = {unit_id(*key): key for key in [*intake.present, *intake.segments]}
    return intake.take([line_of(unit, by_id.get(unit.id)) for unit in file.units])


def line_of(unit, key):
    target = unit.target if unit.target is not None else Element("target")
    path, source = key or ("", markup.plain(unit.source) if unit.source is not None else "")
    return Line(
        number=unit.number,
        path=path,
        source=source,
        text=markup.read(target, source),
        unit=unit.id,
        is_unsure=target.get("state", "").startswith(UNSURE),
    )


def is_same(stored, line):
    """Of what was typed by hand, other spellings of the same HTML come back in one."""
    if stored == line.text:
        return True
    element = Element("target")
    markup.write(element, stored, line.source)
    return markup.read(element, line.source) == line.text
