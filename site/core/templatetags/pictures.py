"""Pictures in the sizes in which they are asked for; a page's renditions in one query, and once a generation."""

from django import template

from core.images.offer import offered, prepare
from core.images.places import FALLBACK, PLACES

register = template.Library()


@register.simple_tag
def responsive(image, kind):
    """``{sources, src, srcset, sizes, width, height}`` for a ``picture``, or ``None``: there is nothing to show."""
    found = offered(image, kind) if image else None
    if not found:
        return None
    sources = [{"type": f"image/{name}", **sized(made, kind)} for name, made in found.items() if name != FALLBACK]
    largest = found[FALLBACK][-1]
    return {**largest, "src": largest["url"], **sized(found[FALLBACK], kind), "sources": sources}


def sized(made, kind):
    """``{srcset, sizes}``: with one size there is nothing to choose."""
    if len(made) == 1:
        return {"srcset": made[0]["url"], "sizes": ""}
    return {"srcset": ", ".join(f"{one['url']} {one['width']}w" for one in made), "sizes": PLACES[kind].sizes}


@register.simple_tag
def gallery_pictures(gallery):
    """What is shown of a gallery: ``[{image, alt, caption, own_caption, large}]``, without what may not be shown."""
    images = [item["image"] for item in gallery["images"] if item["image"]]
    prepare(images, "thumbnail")
    prepare(images, "large")
    shown = []
    for item in gallery["images"]:
        image, own = item["image"], item["caption"]
        large, caption = responsive(image, "large"), own or gallery["caption"]
        if large:
            alt = image.contextual_alt_text or caption
            shown.append({"image": image, "alt": alt, "caption": caption, "own_caption": own, "large": large})
    return shown


@register.simple_tag
def prepare_pictures(records, attribute, kind):
    """Load what the pictures of records need, before a loop shows them one by one. ``attribute`` may have dots."""
    images = []
    for record in records:
        for name in attribute.split("."):
            record = getattr(record, name, None)
        images.append(record)
    prepare(images, kind)
    return ""


@register.simple_tag
def prepare_body(body):
    """The same for the pictures of a body."""
    pictures, galleries = body_images(body)
    prepare(pictures, "body")
    prepare(galleries, "thumbnail")
    prepare(galleries, "large")
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
