"""Pictures on their way in (no metadata) and on their way out (renditions in bulk)."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

SAVE_OPTIONS = {
    "JPEG": {"quality": 92, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85},
    "GIF": {},
}
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


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


def unreadable():
    return ValidationError(
        _("This picture is damaged or of an unknown kind. Open it in a picture editor, save it as JPEG or PNG, and upload that."),
        code="unreadable_image",
    )


def prefetch_renditions(images, *filter_specs):
    """Load the renditions that a page is going to ask for: one query, however many pictures."""
    from core.models import SiteRendition

    images = [image for image in images if image is not None]
    if images:
        renditions = Prefetch(
            "renditions",
            queryset=SiteRendition.objects.filter(filter_spec__in=filter_specs),
            to_attr="prefetched_renditions",
        )
        prefetch_related_objects(images, renditions)
