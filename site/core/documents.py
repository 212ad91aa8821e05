"""What a file says of itself: how many pages it has, and the text in it."""

import html
import logging
import re
import struct
import time
import unicodedata
import zipfile
import zlib

UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
MAX_TEXT = 200_000  # characters of a document that are searched
MAX_PAGES = 300
MAX_SECONDS = 10  # for reading one document, looked at between its pages
MAX_XML = 20_000_000  # bytes: a file of a few kB may unpack to gigabytes
RUN = re.compile(r"<w:(?:t|tab|br|p)\b[^>]*?/>|<w:t(?:\s[^>]*)?>([^<]*)</w:t>|</w:p>")
logger = logging.getLogger(__name__)


def unreadable():
    """What reading a damaged file may raise. pypdf is loaded when a file is read: a worker that serves pages does
    without its 17 MB.
    """
    from pypdf.errors import DependencyError, PyPdfError

    return (PyPdfError, DependencyError, *UNREADABLE)  # the second: encrypted in a way for which a library is missing


def count_pages(file):
    """Pages of a PDF; ``None`` for any other file, and for a PDF that can't be read."""
    file.seek(0)
    if file.read(5) != b"%PDF-":
        file.seek(0)
        return None
    from pypdf import PdfReader

    try:
        return len(PdfReader(file).pages)
    except unreadable() as error:
        logger.warning("Pages of %s not counted: %s", file.name, error)
        return None
    finally:
        file.seek(0)


def text_of(file):
    """The text of a PDF or DOCX as one line, or “”: bounded in length and time, and never an error."""
    try:
        file.seek(0)
        beginning = file.read(5)
        file.seek(0)
        if beginning == b"%PDF-":
            text = _text_of_pdf(file)
        elif beginning.startswith(b"PK") and file.name.lower().endswith(".docx"):
            text = _text_of_docx(file)
        else:
            return ""
        text = unicodedata.normalize("NFKC", text).replace("\x00", " ")  # ligatures into letters
        text = text.encode("utf-8", "ignore").decode()  # without halves of surrogate pairs
        return " ".join(text.split())[:MAX_TEXT]
    except unreadable() as error:
        logger.warning("Text of %s not read: %s", file.name, error)
        return ""
    finally:
        file.seek(0)


def _text_of_pdf(file):
    from pypdf import PdfReader

    until, texts, length = time.monotonic() + MAX_SECONDS, [], 0
    for number, page in enumerate(PdfReader(file).pages):
        if number >= MAX_PAGES or length > MAX_TEXT or time.monotonic() > until:
            break
        texts.append(page.extract_text())
        length += len(texts[-1])
    return re.sub(r"(?<=\w)-\n(?=\w)", "", "\n".join(texts))  # words that were divided at the end of a line


def _text_of_docx(file):
    with zipfile.ZipFile(file) as archive, archive.open("word/document.xml") as document:
        source = document.read(MAX_XML).decode("utf-8", "replace")
    return "".join(html.unescape(run.group(1)) if run.group(1) is not None else " " for run in RUN.finditer(source))
