"""What a document may be, and whether a file is that: by its content. The list is what editors are told."""

import re
from functools import partial
from pathlib import Path

from core.documents import unreadable
from core.uploads import archives
from core.uploads.messages import has_password, has_program, not_in_an_archive, other_kind, unknown_kind

WITHIN_ARCHIVES = {"avif", "geojson", "gif", "heic", "jpeg", "jpg", "json", "md", "png", "tif", "tiff", "tsv", "webp"}
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
MARKUP_OR_PROGRAM = re.compile(rb"\s*(?:<[a-z!?/]|#!|\{\\rtf|%!)", re.IGNORECASE)
UTF_8_MARK, UTF_16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


class OtherKind(Exception):
    pass


def check_document(file, kinds=None, **limits):
    """Raise ``ValidationError``, with what to do, unless a file is of one of the kinds, and the one its name says."""
    kinds = kinds or KINDS
    extension = Path(file.name).suffix.lower().lstrip(".")
    if extension not in kinds:
        raise unknown_kind(extension, ", ".join(sorted(kinds)))
    try:
        KINDS[extension](file, **limits)
    except (OtherKind, *archives.BROKEN, *unreadable()) as error:
        raise other_kind(extension) from error
    finally:
        file.seek(0)


def plain_text(file, **limits):
    """In any alphabet and encoding, since spreadsheets still write old ones; and not a page or a program."""
    file.seek(0)
    data = file.read()
    if data.startswith(UTF_16_MARKS):
        data = data.decode("utf-16").encode()
    data = data.removeprefix(UTF_8_MARK)
    if NOT_IN_TEXT.search(data) or MARKUP_OR_PROGRAM.match(data):
        raise OtherKind


def pdf(file, **limits):
    """With nothing that runs when it is opened. What is encrypted in a way for which a library is missing can be read by
    everybody, but not by us.
    """
    file.seek(0)
    if file.read(5) != b"%PDF-":
        raise OtherKind
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        root = PdfReader(file).root_object
        action, names = root.get("/OpenAction"), root.get("/Names")
        action, names = action and action.get_object(), names and names.get_object()
        kind = action.get("/S") if isinstance(action, dict) else None
        if kind in ("/JavaScript", "/Launch") or "/AA" in root or (names and "/JavaScript" in names):
            raise has_program()
        if not root["/Pages"].get_object():
            raise OtherKind
    except FileNotDecryptedError:
        raise has_password() from None
    except DependencyError:
        pass


def office_open(file, main, **limits):
    """DOCX, XLSX, PPTX, by what they call their main part."""
    with archives.opened(file, **limits) as archive:
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
            raise has_program()
        if main not in types:
            raise OtherKind


def open_document(file, main, **limits):
    """ODT, ODS, ODP, by the line with which they begin."""
    with archives.opened(file, **limits) as archive:
        if archive.read("mimetype").strip() != main:
            raise OtherKind
        if any(name.startswith(("Basic/", "Scripts/")) for name in archive.namelist()):
            raise has_program()


def archive(file, **limits):
    """Documents, pictures and data; no archive in it, so that nothing hides behind a second lock."""
    with archives.opened(file, **limits) as opened:
        for name in opened.namelist():
            extension = Path(name).suffix.lower().lstrip(".")
            if not name.endswith("/") and extension not in (KINDS.keys() | WITHIN_ARCHIVES) - {"zip"}:
                raise not_in_an_archive(name[: archives.MAX_NAME])


KINDS = {
    "csv": plain_text,
    "docx": partial(office_open, main=b"wordprocessingml.document.main+xml"),
    "odp": partial(open_document, main=b"application/vnd.oasis.opendocument.presentation"),
    "ods": partial(open_document, main=b"application/vnd.oasis.opendocument.spreadsheet"),
    "odt": partial(open_document, main=b"application/vnd.oasis.opendocument.text"),
    "pdf": pdf,
    "pptx": partial(office_open, main=b"presentationml.presentation.main+xml"),
    "tsv": plain_text,
    "txt": plain_text,
    "xlsx": partial(office_open, main=b"spreadsheetml.sheet.main+xml"),
    "zip": archive,
}
