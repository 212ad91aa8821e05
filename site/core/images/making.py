"""Making the sizes in which a picture is shown, whenever it is saved: the smallest ones before whoever saved it is
answered, so that no page is without its picture and no reader waits for one; the others in the background.

An AVIF costs 0.2 to 1.2 s. The formats that cost little come first, and what takes longer than a slice is the next
task's: trees and mails get their turn. What is made twice, since two workers had the same thought, is stored once.
"""

import logging
import math
import time
from contextlib import suppress

from django.db import transaction
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError

from core import generation
from core.images.consent import remove_renditions
from core.images.offer import existing, load
from core.images.places import FIRST, SPECS
from core.outage import is_outage
from core.tasks import in_a_while

UNMAKEABLE = (InvalidFilterSpecError, OSError)

SLICE = 10  # seconds
AFTER_OTHERS = -10  # somebody waits for a tree; nobody for a smaller file

logger = logging.getLogger(__name__)


def make_when_saved(image):
    """At the end of the transaction: what is made while others wait to write would make them wait longer."""

    def make_now():  # a function: of what fails robustly Django logs the name, which a ``partial`` has not
        with suppress(OSError):
            make_first(image)

    def make_later():
        make.enqueue(image.pk)

    transaction.on_commit(make_now, robust=True)
    transaction.on_commit(make_later, robust=True)  # the picture is kept: saying that nothing is would be wrong


def make_first(image):
    make_missing(image, specs=FIRST)


@task(priority=AFTER_OTHERS)
def make(image_id):
    """Work on a picture for a while; what remains is the next task's."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is None:
        return
    if not image.may_be_shown:
        remove_renditions(image)
        return
    try:
        is_left = make_missing(image, until=time.monotonic() + SLICE)
    except OSError:
        if not in_a_while(make, image_id):
            raise
    else:
        if is_left:
            make.enqueue(image_id)


def make_missing(image, until=math.inf, specs=SPECS):
    """Make what is not there. Is something left, when the time is up? ``OSError`` where it would be made at another time:
    the bucket is away or the disk full.
    """
    remove_outdated(image)
    remaining, made, away = [spec for spec in missing(image) if spec in specs], [], None
    while remaining and not away and not (made and time.monotonic() > until):
        spec = remaining.pop(0)
        try:
            made.append(image.get_rendition(spec))
        except UNMAKEABLE as error:
            if is_outage(error):
                away = error
            else:
                logger.warning("Picture %s can't be made as %s: %s", image.pk, spec, error)
    if made:
        show(image, made)
    if away:
        raise away
    return bool(made and remaining)


def show(image, made):
    """Let pages offer what has been made, unless the picture has changed meanwhile."""
    now = get_image_model().objects.filter(pk=image.pk).first()
    if now is not None and now.may_be_shown and now.file.name == image.file.name:
        generation.advance()
    else:
        remove_renditions(image, made)


def missing(image):
    """What is to be made, the cheap ones first."""
    load([image], SPECS)
    there = {rendition.filter_spec for rendition in existing(image, SPECS)}
    return [spec for spec in SPECS if spec not in there]


def remove_outdated(image):
    """What was cut around another focal point."""
    load([image], SPECS)
    current = {rendition.pk for rendition in existing(image, SPECS)}
    remove_renditions(image, [one for one in image.prefetched_renditions if one.pk not in current])
