"""What a picture costs before it is decoded: a file of a few kilobytes may claim a billion pixels.

The limits are of memory: each of these pictures is read with less than 400 MB (docs/decisions/uploads.md).
"""

import struct
import zlib

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError
from pillow_heif import HeifImagePlugin  # noqa: F401  teaches Pillow what telephones of one maker send

FORMATS = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")  # all that Pillow may try; MPO comes with JPEG
KEPT_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 2
MAX_FRAMES = 600
MAX_MOVING_PIXELS = 50_000_000  # of all frames together
MAX_SCANS = 100  # of a progressive JPEG, which has ten: each goes over the whole picture again
MILLION = 1_000_000
Image.MAX_IMAGE_PIXELS = (
    100 * MILLION
)  # Pillow itself refuses more than twice as many, before anything of ours is asked

UNREADABLE = (  # what Pillow raises on damaged files
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UnidentifiedImageError,
    ValueError,
    struct.error,
    zlib.error,
)


class TooMuch(Exception):
    def __init__(self, message=None):
        self.message = message or _("This picture has too many pixels. Make it 3,000 pixels wide and upload that.")
        super().__init__(str(self.message))


def readable_pixels(picture):
    """How many may be decoded. A JPEG is made smaller while it is read, unless it is progressive."""
    if picture.format in ("JPEG", "MPO") and not picture.info.get("progressive"):
        return 2 * Image.MAX_IMAGE_PIXELS
    if picture.format in ("JPEG", "MPO", "HEIF"):
        return 50 * MILLION
    return settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def check_size(picture, data):
    most = readable_pixels(picture)
    if picture.width * picture.height > most:
        message = _(
            "This picture has %(width)s × %(height)s pixels; %(limit)s million in all can be read. "
            "Make it 3,000 pixels wide in a picture editor, save it as JPEG and upload that."
        )
        raise TooMuch(message % {"width": picture.width, "height": picture.height, "limit": most // MILLION})
    if picture.info.get("progressive") and data.count(b"\xff\xda") > MAX_SCANS:
        raise SyntaxError("a JPEG of too many scans")


def frames_of(picture):
    """More than one only for what moves: telephones put further pictures behind a photograph."""
    return 1 if picture.format in ("JPEG", "MPO", "HEIF") else getattr(picture, "n_frames", 1)


def check_animation(picture):
    frames = picture.n_frames
    if frames > MAX_FRAMES or frames * picture.width * picture.height > MAX_MOVING_PIXELS:
        message = _(
            "This animation is too long or too large (%(frames)s frames of %(width)s × %(height)s pixels). "
            "Make it shorter or smaller and upload that."
        )
        raise TooMuch(message % {"frames": frames, "width": picture.width, "height": picture.height})
