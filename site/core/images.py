"""Pictures on their way in (no metadata) and on their way out (renditions in bulk)."""

import struct
import zlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError

from core import generation

SAVE_OPTIONS = {
    "JPEG": {"quality": 92, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85},
    "GIF": {},
}
TIMELESS = {"WEBP", "AVIF"}  # Pillow forgets the duration of their frames unless it is told
RENDITIONS = {  # the sizes in which a picture is asked for, by the place where it stands
    "lead": ("width-1200|format-webp",),
    "card": ("fill-640x360|format-webp",),
    "body": ("width-640|format-webp", "width-1200|format-webp"),
    "thumbnail": ("fill-480x360|format-webp",),
    "large": ("max-1600x1600|format-webp",),
    "logo": ("max-320x160|format-webp",),
    "photo": ("fill-160x160|format-webp",),
}
UNMAKEABLE = (InvalidFilterSpecError, OSError)
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


def prepare(images, kind):
    """Load, or make, what pictures need to be shown in a place: one query for all, once a generation."""
    specs = RENDITIONS[kind]
    known = generation.remember("renditions", dict)
    new = {image.pk: image for image in images if image and any((image.pk, spec) not in known for spec in specs)}
    if new:
        _load_renditions(list(new.values()), specs)
        for image in new.values():
            known.update({(image.pk, spec): _rendition(image, spec) for spec in specs})
    return known


def renditions(image, kind):
    """``[{url, width, height}]`` of a picture in the sizes of a place, without those that can't be made."""
    known = prepare([image], kind)
    found = [known[image.pk, spec] for spec in RENDITIONS[kind]]
    return [one for one in found if one]


def _load_renditions(images, specs):
    for image in images:
        image.__dict__.pop("prefetched_renditions", None)
    wanted = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    prefetch_related_objects(images, Prefetch("renditions", queryset=wanted, to_attr="prefetched_renditions"))


def _rendition(image, spec):
    try:
        rendition = image.get_rendition(spec)
    except UNMAKEABLE:
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}
