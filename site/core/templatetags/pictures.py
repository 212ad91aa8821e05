"""Pictures in the sizes in which they are asked for; a page's renditions in one query, and once a generation."""

from django import template

from core.images import prepare, renditions

register = template.Library()


@register.simple_tag
def responsive(image, kind):
    """The attributes of an ``img``: ``{src, srcset, width, height}``, or ``None`` if the picture can't be made."""
    if not image:
        return None
    found = renditions(image, kind)
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
