import logging
import struct
import zlib

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

UNREADABLE = (
    PyPdfError,
    DependencyError,  # encrypted in a way for which a library is missing
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
    zlib.error,
)
logger = logging.getLogger(__name__)


def count_pages(file):
    """Pages of a PDF; ``None`` for any other file, and for a PDF that can't be read."""
    file.seek(0)
    if file.read(5) != b"%PDF-":
        file.seek(0)
        return None
    try:
        return len(PdfReader(file).pages)
    except UNREADABLE as error:
        logger.warning("Pages of %s not counted: %s", file.name, error)
        return None
    finally:
        file.seek(0)
