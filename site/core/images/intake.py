"""Pictures on their way in: measured before they are decoded, then upright, in sRGB, of a size worth keeping, and with
nothing in the file that is not the picture. See docs/decisions/uploads.md.
"""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, ImageSequence

from core.images.measuring import FORMATS, KEPT_PIXELS, UNREADABLE, TooMuch, check_animation, check_size, frames_of

SAVE_OPTIONS = {
    "JPEG": {"quality": 92, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 85, "speed": 10},  # at its usual speed a large one takes half a minute
    "GIF": {},
}
SUFFIXES = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "GIF": (".gif",),
}
PERSONAL = (
    "exif",
    "xmp",
    "XML:com.adobe.xmp",
    "comment",
    "photoshop",
    "icc_profile",
)  # in an animation, beside its time
SRGB = ImageCms.createProfile("sRGB")


def without_metadata(file):
    """The same picture, upright, and nothing else: no place, no device, no author; its name ends as its content says.

    Raises ``ValidationError`` with a text for the editor when the file can't be read as a picture. SVG is not
    accepted anywhere, so every file comes through Pillow.
    """
    if getattr(file, "has_no_metadata", False):
        return file
    file.seek(0)
    data = file.read()
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
        check_size(picture, data)
        output, picture_format = animation(picture) if frames_of(picture) > 1 else still(picture)
    except (TooMuch, Image.DecompressionBombError) as error:
        raise ValidationError(getattr(error, "message", None) or TooMuch().message, code="too_much") from error
    except UNREADABLE as error:
        raise unreadable(data) from error
    clean = ContentFile(output.getvalue(), name=named(file.name, picture_format))
    clean.has_no_metadata = True
    return clean


def still(picture):
    output, picture_format = BytesIO(), picture.format
    picture = in_srgb(smaller(picture))
    with suppress(*UNREADABLE):  # a picture whose EXIF is damaged is a picture still
        picture = ImageOps.exif_transpose(picture)
    transparency = picture.info.get("transparency")
    picture.info.clear()
    if transparency is not None:
        picture.info["transparency"] = transparency
    if picture_format in (
        "MPO",
        "HEIF",
    ):  # what telephones make: a JPEG with more behind it, and what few browsers show
        picture_format = "WEBP" if picture.mode == "RGBA" else "JPEG"
    picture.save(output, picture_format, **SAVE_OPTIONS[picture_format])
    return output, picture_format


def smaller(picture):
    """Decoded, and halved until it is of a size worth keeping. A JPEG is halved while it is decoded."""
    halved = 1
    while picture.width * picture.height / halved**2 > KEPT_PIXELS:
        halved *= 2
    if picture.format in ("JPEG", "MPO"):
        picture.draft(None, (-(-picture.width // halved), -(-picture.height // halved)))
    picture.load()
    if picture.width * picture.height <= KEPT_PIXELS:
        return picture
    reduced = (picture.convert("RGBA" if picture.has_transparency_data else "RGB")).reduce(halved)
    reduced.info = dict(picture.info)
    return reduced


def in_srgb(picture):
    """With the colours that all browsers show, without a profile: that of a printer's picture would not fit its smaller
    sizes, and any can hold texts.
    """
    info = dict(picture.info)
    profile = info.pop("icc_profile", None)
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, *UNREADABLE):  # a profile of another kind of picture: as without
            to = "RGBA" if picture.mode == "RGBA" else "RGB"
            picture = ImageCms.profileToProfile(picture, BytesIO(profile), SRGB, outputMode=to)
    if picture.mode.startswith("I"):  # 16 bits: converted as they are, all but the darkest would be white
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if picture.mode == "PA" else "RGB")
    picture.info = info
    return picture


def animation(picture):
    """What moves is a GIF or a WebP then: Willow, which makes the smaller sizes, opens no other."""
    check_animation(picture)
    output, picture_format = BytesIO(), "GIF" if picture.format == "GIF" else "WEBP"
    options = dict(SAVE_OPTIONS[picture_format])
    if picture_format == "WEBP":
        options["duration"] = durations(picture)  # Pillow forgets it unless it is told
    if "loop" in picture.info:
        options["loop"] = picture.info["loop"]
    for name in PERSONAL:
        picture.info.pop(name, None)
    picture.save(output, picture_format, save_all=True, exif=b"", **options)
    return output, picture_format


def durations(animation):
    """How long each frame is shown, in milliseconds."""
    found = []
    for frame in ImageSequence.Iterator(animation):
        frame.load()
        found.append(int(frame.info.get("duration", 0)))
    animation.seek(0)
    return found


def named(name, picture_format):
    """The name, ending as the content is."""
    path = Path(name or "picture")
    suffixes = SUFFIXES[picture_format]
    return str(path) if path.suffix.lower() in suffixes else f"{path.stem}{suffixes[0]}"


def unreadable(data=b""):
    if b"<svg" in data[:2000]:
        message = _("SVG pictures can hold programs and are not accepted. Save it as PNG and upload that.")
    else:
        message = _(
            "This picture is damaged or of an unknown kind. Open it in a picture editor, save it as JPEG or PNG, and upload that."
        )
    return ValidationError(message, code="unreadable_image")
