"""Pictures on their way in: upright, and with no metadata."""

import struct
import zlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

SAVE_OPTIONS = {
    "JPEG": {"quality": 92, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85},
    "GIF": {},
}
TIMELESS = {"WEBP", "AVIF"}  # Pillow forgets the duration of their frames unless it is told
UNREADABLE = (  # what Pillow raises on damaged files
    ArithmeticError,
    AttributeError,
    EOFError,
    Image.DecompressionBombError,
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


def without_metadata(file):
    """The same picture, upright, with its colour profile and nothing else: no place, no device, no author.

    Raises ``ValidationError`` with a text for the editor when the file can't be read as a picture. SVG is not
    accepted anywhere, so every file comes through Pillow.
    """
    if getattr(file, "has_no_metadata", False):
        return file
    name = file.name
    file.seek(0)
    data = file.read()
    try:
        picture = Image.open(BytesIO(data))
        picture_format = picture.format
        if picture_format == "MPO":  # what many telephones make: a JPEG with a second picture behind it
            picture_format, frames = "JPEG", 1
        else:
            frames = getattr(picture, "n_frames", 1)
        profile = picture.info.get("icc_profile")
        output = BytesIO()
        options = dict(SAVE_OPTIONS.get(picture_format, {}))
        if profile:
            options["icc_profile"] = profile
        if frames > 1:
            options["save_all"] = True
            picture.info.pop("exif", None)
            picture.info.pop("xmp", None)
            picture.info.pop("comment", None)
            if picture_format in TIMELESS:
                options["duration"] = durations(picture)
            if "loop" in picture.info:
                options["loop"] = picture.info["loop"]
            picture.save(output, picture_format, exif=b"", **options)
        else:
            picture.load()
            picture = ImageOps.exif_transpose(picture)
            transparency = picture.info.get("transparency")
            picture.info.clear()
            if transparency is not None:
                picture.info["transparency"] = transparency
            if picture_format not in SAVE_OPTIONS:
                picture_format = "PNG"
            picture.save(output, picture_format, **options)
    except UNREADABLE as error:
        raise unreadable() from error
    clean = ContentFile(output.getvalue(), name=name)
    clean.has_no_metadata = True
    return clean


def durations(animation):
    """How long each frame is shown, in milliseconds."""
    found = []
    for frame in ImageSequence.Iterator(animation):
        frame.load()
        found.append(int(frame.info.get("duration", 0)))
    animation.seek(0)
    return found


def unreadable():
    return ValidationError(
        _(
            "This picture is damaged or of an unknown kind. Open it in a picture editor, save it as JPEG or PNG, and upload that."
        ),
        code="unreadable_image",
    )
