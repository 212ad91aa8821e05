"""What a page offers of a picture: what has been made of it, and nothing at all of one that may not be shown.

A reader's request makes nothing: the smallest sizes are made when a picture is saved (``core.images.making``). The
original is no way out: it lies where nobody reaches it, since a picture that was withdrawn must not be found at an
address that was public once.
"""

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from core import generation
from core.images.places import FALLBACK, FORMATS, PLACES


def prepare(images, kind):
    """Load what pictures need to be shown in a place: one query for all, once a generation."""
    known = generation.remember("renditions", dict)
    new = {image.pk: image for image in images if image and (image.pk, kind) not in known}
    if new:
        place = PLACES[kind]
        load(list(new.values()), [spec for picture_format in FORMATS for spec in place.specs(picture_format)])
        known.update({(image.pk, kind): offer(image, place) for image in new.values()})
    return known


def offered(image, kind):
    """``{format: [{url, file, width, height}]}``, the best format first, the smallest size first; empty: don't show it."""
    return prepare([image], kind)[image.pk, kind]


def renditions(image, kind):
    """``[{url, file, width, height}]`` in the format that every browser shows, the largest first."""
    return offered(image, kind).get(FALLBACK, [])[::-1]


def offer(image, place):
    if not image.may_be_shown:
        return {}
    found = {picture_format: existing(image, place.specs(picture_format)) for picture_format in FORMATS}
    # A browser takes the first format it knows: one with the small size only would be stretched.
    found = {name: made for name, made in found.items() if name == FALLBACK or len(made) == len(place.resizings)}
    if not found[FALLBACK]:
        return {}
    return {name: by_width(made) for name, made in found.items()}


def load(images, specs):
    """The renditions that pictures have, in one query, for ``existing`` to find."""
    for image in images:
        image.__dict__.pop("prefetched_renditions", None)
    wanted = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    prefetch_related_objects(images, Prefetch("renditions", queryset=wanted, to_attr="prefetched_renditions"))


def existing(image, specs):
    """Those of the present focal point."""
    return list(image.find_existing_renditions(*[Filter(spec=spec) for spec in specs]).values())


def by_width(made):
    """Each width once: a small original has no larger size."""
    sizes = {
        one.width: {"url": one.url, "file": one.file.name, "width": one.width, "height": one.height} for one in made
    }
    return [sizes[width] for width in sorted(sizes)]


def content(rendition):
    """What lies in the file of one of ``renditions``; nothing if it has gone meanwhile."""
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    try:
        with storage.open(rendition["file"]) as file:
            return file.read()
    except OSError:
        return b""
