"""Zip files: made while they are sent, and opened without trusting what they say of themselves."""

import zipfile
import zlib
from pathlib import PurePosixPath

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail_localize.models import SourceDeletedError, Translation

from core.localize.intake import UnreadableFile
from core.localize.po import MAX_SIZE
from core.localize.sources import settle

MAX_FILES = 2_000
MAX_PACKAGE = 50_000_000  # bytes of the zip
MAX_UNPACKED = 200_000_000
ENDINGS = {".po", ".xlf", ".xliff", ".xml", ".sdlxliff", ".mqxliff", ".mxliff"}
LEFT_OUT = "left-out.txt"
BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")


# Out


class Sink:
    """What the zip writes, until it is sent on."""

    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))
        return len(data)

    def flush(self):
        pass

    def taken(self):
        data, self.parts = b"".join(self.parts), []
        return data


def packed(ids, export, language):
    """The bytes of a zip of these translations, file by file. What can't be exported is named in a list beside them.

    They are sent when the view is over: the ``language`` of its notes has to be told.
    """
    sink, names, left_out = Sink(), set(), []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for pk in ids:
            translation = Translation.objects.select_related("source__locale", "target_locale").filter(pk=pk).first()
            if translation is None:
                continue  # deleted meanwhile
            try:
                with override(language):
                    settle(translation.source)
                    name, content = export(translation)
            except (SourceDeletedError, ObjectDoesNotExist):
                left_out.append(translation.source.object_repr)
                continue
            package.writestr(free_name(name, names), content)
            yield sink.taken()
        if left_out:
            with override(language):
                heading = _("The original of these has been deleted:")
            package.writestr(LEFT_OUT, "\n".join([heading, *left_out, ""]))
    yield sink.taken()


def free_name(name, names):
    """Two pages may have one title."""
    path, number, free = PurePosixPath(name), 1, name
    while free in names:
        number += 1
        free = f"{path.stem}-{number}{path.suffix}"
    names.add(free)
    return free


# In


def is_package(upload):
    beginning = upload.read(4)
    upload.seek(0)
    return beginning in BEGINNINGS


def unpacked(upload):
    """``(name, content, why it can't be read)`` of each file. ``UnreadableFile`` if it is no package of ours at all."""
    if upload.size > MAX_PACKAGE:
        raise UnreadableFile(_("This zip file is too large. Upload it in parts."))
    try:
        package = zipfile.ZipFile(upload)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(_("This zip file is damaged. Pack it again.")) from error
    entries = [entry for entry in package.infolist() if not is_aside(entry)]
    if not entries:
        raise UnreadableFile(_("This zip file is empty."))
    if len(entries) > MAX_FILES:
        message = ngettext(
            "This zip file holds more than %(limit)s file. Upload it in parts.",
            "This zip file holds more than %(limit)s files. Upload it in parts.",
            MAX_FILES,
        )
        raise UnreadableFile(message % {"limit": MAX_FILES})
    return contents(package, entries)


def is_aside(entry):
    """Folders, what systems put beside files, and our own list."""
    path = PurePosixPath(entry.filename)
    return entry.is_dir() or "__MACOSX" in path.parts or path.name.startswith(".") or path.name == LEFT_OUT


def contents(package, entries):
    left = MAX_UNPACKED
    for entry in entries:
        name = shown(entry.filename)
        if left <= 0:
            yield name, b"", _("Not read: unpacked, this zip file is too large. Upload it in parts.")
            continue
        try:
            data = content(package, entry)
        except UnreadableFile as error:
            yield name, b"", str(error)
            continue
        left -= len(data)
        yield name, data, ""


def content(package, entry):
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise UnreadableFile(_("Not read: its name leads out of the zip file."))
    if path.suffix.casefold() == ".zip":
        raise UnreadableFile(_("Not read: a zip file within the zip file. Unpack it and upload it by itself."))
    if path.suffix.casefold() not in ENDINGS:
        raise UnreadableFile(_("Not read: neither a PO nor an XLIFF file."))
    try:
        with package.open(entry) as file:
            data = file.read(MAX_SIZE + 1)
    except RuntimeError as error:  # zipfile has no name of its own for it
        raise UnreadableFile(_("Not read: it is protected by a password. Pack it without one.")) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(_("Not read: the zip file is damaged here. Pack it again.")) from error
    if data.startswith(BEGINNINGS):
        raise UnreadableFile(_("Not read: a zip file within the zip file. Unpack it and upload it by itself."))
    return data


def shown(name):
    """For the report."""
    return PurePosixPath(name.replace("\\", "/")).name[:100] or name[:100]
