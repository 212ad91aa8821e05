"""Pictures in the sizes in which they are asked for; a page's renditions in one query, and once a generation."""

from django import template
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from core import generation
from core.images import prefetch_renditions
from core.models.pages import CARD_IMAGE_SPEC, LEAD_IMAGE_SPEC

RENDITIONS = {  # the sizes in which a picture is asked for, by the place where it stands
    "lead": (LEAD_IMAGE_SPEC,),
    "card": (CARD_IMAGE_SPEC,),
    "body": ("width-640|format-webp", "width-1200|format-webp"),
    "thumbnail": ("fill-480x360|format-webp",),
    "large": ("max-1600x1600|format-webp",),
    "logo": ("max-320x160|format-webp",),
    "photo": ("fill-160x160|format-webp",),
}
UNMAKEABLE = (SourceImageIOError, InvalidFilterSpecError, OSError)

register = template.Library()


@register.simple_tag
def responsive(image, kind):
    """The attributes of an ``img``: ``{src, srcset, width, height}``, or ``None`` if the picture can't be made."""
    if not image:
        return None
    specs = RENDITIONS[kind]
    renditions = made([image], *specs)
    found = [renditions[image.pk, spec] for spec in specs if renditions.get((image.pk, spec))]
    if not found:
        return None
    by_width = {one["width"]: one for one in found}
    largest = by_width[max(by_width)]
    srcset = ", ".join(f"{by_width[width]['url']} {width}w" for width in sorted(by_width))
    return {
        "src": largest["url"],
        "srcset": srcset if len(by_width) > 1 else "",
        "width": largest["width"],
        "height": largest["height"],
    }


@register.simple_tag
def prepare_pictures(records, attribute, kind):
    """Load what the pictures of records need, before a loop shows them one by one. ``attribute`` may have dots."""
    images = []
    for record in records:
        for name in attribute.split("."):
            record = getattr(record, name, None)
        images.append(record)
    made(images, *RENDITIONS[kind])
    return ""


@register.simple_tag
def prepare_body(body):
    """The same for the pictures of a body."""
    pictures, galleries = body_images(body)
    made(pictures, *RENDITIONS["body"])
    made(galleries, *RENDITIONS["thumbnail"], *RENDITIONS["large"])
    return ""


def body_images(body):
    """``(pictures, gallery pictures)`` of a body, in the order in which they are shown."""
    pictures, galleries = [], []
    for block in body or []:
        if block.block_type == "picture":
            pictures.append(block.value["image"])
        elif block.block_type == "video":
            pictures.append(block.value["poster"])
        elif block.block_type == "gallery":
            galleries += [item["image"] for item in block.value["images"]]
    return [one for one in pictures if one], [one for one in galleries if one]


def made(images, *specs):
    """``{(image id, spec): {url, width, height} or None}``: one query for all that this generation hasn't seen yet."""
    known = generation.remember("renditions", dict)
    images = [image for image in images if image]
    new = [image for image in images if any((image.pk, spec) not in known for spec in specs)]
    if new:
        for image in new:
            image.__dict__.pop("prefetched_renditions", None)
        prefetch_renditions(new, *specs)
        for image in new:
            for spec in specs:
                known[image.pk, spec] = _rendition(image, spec)
    return known


def _rendition(image, spec):
    try:
        rendition = image.get_rendition(spec)
    except UNMAKEABLE:
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}
