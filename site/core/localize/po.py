"""PO files out and in. Of a file that comes back every line is accounted for: taken, or why not.

Upstream fails on a file without its header or without content, and says nothing of lines it passes over.
"""

import re

import polib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from core.localize.exchange import file_name, units
from core.localize.intake import Intake, Line, UnreadableFile

MAX_SIZE = 5_000_000  # bytes; the longest page we know gives 60 kB
ID_HEADER = "X-WagtailLocalize-TranslationID"
TOOL = "PO File"  # as upstream names it beside a text
CONTENT_TYPE = "text/x-gettext-translation"


def export(translation):
    """``(file name, content)``"""
    po = polib.POFile(wrapwidth=200)
    po.metadata = {
        "POT-Creation-Date": str(timezone.now()),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": translation.target_locale.language_code,
        ID_HEADER: str(translation.uuid),
    }
    present, former = units(translation)
    for unit in present:
        po.append(polib.POEntry(msgctxt=unit.path, msgid=unit.source, msgstr=unit.text, comment=unit.hint))
    for one in former:
        po.append(
            polib.POEntry(msgctxt=one.context.path, msgid=one.translation_of.data, msgstr=one.data, obsolete=True)
        )
    return file_name(translation, "po"), str(po)


def read(upload, translation):
    """The ``POFile`` of an uploaded file, if it is one of this translation; ``UnreadableFile`` otherwise."""
    if upload is None:
        raise UnreadableFile(_("Choose a PO file first."))
    if upload.size > MAX_SIZE:
        raise UnreadableFile(_("This file is too large for a page's texts. Was it the right one?"))
    po = opened(upload.read())
    if identity_of(po) != str(translation.uuid):
        raise UnreadableFile(whose(identity_of(po)))
    return po


def opened(data):
    """The ``POFile`` in these bytes, whosever it is."""
    content = decoded(data)
    if not content.strip():
        raise UnreadableFile(_("This file is empty. Export it again, translate it and upload that."))
    return parsed(content)


def identity_of(po):
    return po.metadata.get(ID_HEADER)


def made_at(po):
    return moment(po.metadata.get("POT-Creation-Date"))


def moment(text):
    """A moment that a file names, or ``None`` if it makes no sense."""
    try:
        found = parse_datetime(text or "")
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def decoded(data):
    """By UTF-8, or by what the file says it is written in."""
    declared = re.search(rb"charset=([\w.-]+)", data[:10_000])
    for encoding in ("utf-8-sig", declared[1].decode() if declared else ""):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    raise UnreadableFile(_("The letters of this file can't be read. Save it as UTF-8 and upload it again."))


def parsed(content):
    if "msgid" not in content:
        raise UnreadableFile(_("This is not a PO file. Export one from this page, translate it and upload that."))
    try:
        # The line in front keeps polib from taking the content for the name of a file.
        po = polib.pofile(f"#\n{content}")
    except (OSError, ValueError, IndexError, AttributeError, TypeError) as error:
        found = re.search(r"line (\d+)", str(error))
        message = _("This PO file has a mistake in line %(line)s. Put it right and upload it again.")
        raise UnreadableFile(message % {"line": int(found[1]) - 1 if found else "?"}) from error
    for entry in po:
        entry.linenum -= 1
    return po


def whose(identity):
    try:
        other = Translation.objects.select_related("source", "target_locale").get(uuid=identity)
    except (Translation.DoesNotExist, ValidationError):
        return _("The file does not say that it belongs to this page. Export one from here and translate that.")
    return _("This file belongs to another page or language: “%(title)s”, %(language)s. Upload it there.") % {
        "title": other.source.object_repr,
        "language": other.target_locale.language_name_local,
    }


def take(po, translation, user):
    """Save what is new in the file; returns the ``Report``."""
    return Intake(translation, user, TOOL, made_at=made_at(po)).take(lines(po))


def lines(po):
    return [
        Line(
            number=entry.linenum,
            path=entry.msgctxt,
            source=entry.msgid,
            text=entry.msgstr,
            unit=entry.msgctxt or "",
            is_unsure=entry.fuzzy,
            is_obsolete=entry.obsolete,
        )
        for entry in po
    ]
