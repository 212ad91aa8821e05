"""PO files out and in. Of a file that comes back every line is accounted for: taken, or why not.

Upstream fails on a file without its header or without content, and says nothing of lines it passes over.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import polib
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_localize.models import StringTranslation, Translation

from core.languages import slug_from

MAX_SIZE = 5_000_000  # bytes; the longest page we know gives 60 kB
SHOWN = 5  # lines quoted for each reason
ID_HEADER = "X-WagtailLocalize-TranslationID"
TOOL = "PO File"  # as upstream names it beside a text

UNKNOWN = gettext_lazy("Not taken, because the original has no such text (now): %(lines)s.")
UNSURE = gettext_lazy("Not taken, because the file marks them as uncertain (fuzzy): %(lines)s.")
EMPTIED = gettext_lazy("Empty in the file, so the translation that was there stays: %(lines)s.")
OBSOLETE = gettext_lazy("Not taken, because the file marks them as no longer used: %(lines)s.")
FAULTY = gettext_lazy("Taken, but they have to be put right before the page can be published: %(lines)s.")


class UnreadableFile(Exception):
    """Its text is for a person."""


@dataclass
class Report:
    taken: int = 0
    unchanged: int = 0
    waiting: int = 0
    problems: dict = field(default_factory=lambda: defaultdict(list))

    def has(self, entry, translation, is_new):
        if translation.has_error:
            self.problems[FAULTY].append((entry, translation.get_error()))
        elif is_new:
            self.taken += 1
        else:
            self.unchanged += 1

    def sentences(self):
        """``[(is it well, sentence)]``"""
        taken = ngettext(
            "%(count)s text was taken from the file.", "%(count)s texts were taken from the file.", self.taken
        )
        yield bool(self.taken), taken % {"count": self.taken}
        if self.unchanged:
            same = ngettext("%(count)s was the same already.", "%(count)s were the same already.", self.unchanged)
            yield True, same % {"count": self.unchanged}
        if self.waiting:
            message = ngettext(
                "%(count)s text has no translation in the file yet.",
                "%(count)s texts have no translation in the file yet.",
                self.waiting,
            )
            yield True, message % {"count": self.waiting}
        for reason, entries in self.problems.items():
            yield False, str(reason) % {"lines": quoted(entries)}


def quoted(entries):
    lines = [
        _("line %(number)s “%(text)s”") % {"number": entry.linenum, "text": shortened(entry.msgid)}
        + (f" ({error})" if error else "")
        for entry, error in entries[:SHOWN]
    ]
    more = len(entries) - SHOWN
    if more > 0:
        lines.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more})
    return ", ".join(lines)


def shortened(text):
    return f"{text[:60]}…" if len(text) > 60 else text


def export(translation):
    """``(file name, content)``"""
    po = translation.export_po()
    language = translation.target_locale.language_code
    po.metadata["Language"] = language
    name = slug_from(translation.source.object_repr) or "translation"
    return f"{name}-{language}.po", str(po)


def read(upload, translation):
    """The ``POFile`` of an uploaded file, if it is one of this translation; ``UnreadableFile`` otherwise."""
    if upload is None:
        raise UnreadableFile(_("Choose a PO file first."))
    if upload.size > MAX_SIZE:
        raise UnreadableFile(_("This file is too large for a page's texts. Was it the right one?"))
    content = decoded(upload.read())
    if not content.strip():
        raise UnreadableFile(_("This file is empty. Export it again, translate it and upload that."))
    po = parsed(content)
    identity = po.metadata.get(ID_HEADER)
    if identity != str(translation.uuid):
        raise UnreadableFile(whose(identity))
    return po


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


@transaction.atomic
def take(po, translation, user):
    """Save what is new in the file; returns the ``Report``."""
    report = Report()
    segments = {
        (segment.context.path, segment.string.data): segment
        for segment in translation.source.stringsegment_set.select_related("context", "string")
    }
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    ).select_related("context", "translation_of")
    present = {(one.context.path, one.translation_of.data): one for one in found}
    for entry in po:
        key = entry.msgctxt, entry.msgid
        segment, mine = segments.get(key), present.get(key)
        if mine and mine.data == entry.msgstr:
            if segment:
                report.has(entry, mine, is_new=False)
        elif reason := why_not(entry, segment, mine):
            report.problems[reason].append((entry, ""))
        elif entry.msgstr.strip():
            present[key] = save(entry, segment, mine, translation, user)
            report.has(entry, present[key], is_new=True)
        else:
            report.waiting += 1
    return report


def why_not(entry, segment, mine):
    if entry.obsolete:
        return OBSOLETE
    if segment is None:
        return UNKNOWN
    if mine and not entry.msgstr.strip():
        return EMPTIED
    return UNSURE if entry.fuzzy and entry.msgstr.strip() else None


def save(entry, segment, present, translation, user):
    one = present or StringTranslation(
        translation_of=segment.string, context=segment.context, locale=translation.target_locale
    )
    one.data = entry.msgstr
    one.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    one.tool_name = TOOL
    one.last_translated_by = user
    one.has_error, one.field_error = False, ""
    one.save()
    return one
