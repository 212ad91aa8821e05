"""Forgetting for good what has lain in the bin long enough, its stored translations included."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    TemplateSegment,
    TranslatableObject,
)

from core import audit
from core.bin.load import model_of
from core.models import Deleted


def outdated(days=None, now=None):
    days = settings.BIN_DAYS if days is None else days
    return Deleted.objects.light().filter(deleted_at__lt=(now or timezone.now()) - datetime.timedelta(days=days))


@transaction.atomic
def forget(entry):
    """Delete an entry of the bin, and what wagtail-localize knows of that which now exists nowhere any more."""
    things = entry.things
    entry.delete()
    audit.record(audit.Action.FORGOTTEN, label=entry.title, details={"kind": entry.kind})
    kept = {thing["key"] for other in Deleted.objects.light() for thing in other.things}
    for key, table in {(thing["key"], thing["table"]) for thing in things}:
        if key not in kept and not exists(table, key):
            forget_translations(key)


def exists(table, key):
    try:
        return model_of(table).objects.filter(translation_key=key).exists()
    except LookupError:
        return False


def forget_translations(key):
    """In the order of wagtail-localize's ``cleanup_translation_on_delete``: its segments protect their contexts."""
    texts = set(StringSegment.objects.filter(context__object_id=key).values_list("string_id", flat=True))
    texts |= set(StringTranslation.objects.filter(context__object_id=key).values_list("translation_of_id", flat=True))
    for model in (OverridableSegment, RelatedObjectSegment, StringSegment, TemplateSegment):
        model.objects.filter(context__object_id=key).delete()
    for model in (SegmentOverride, StringTranslation):
        model.objects.filter(context__object_id=key).delete()
    TranslatableObject.objects.filter(translation_key=key).delete()
    unused = String.objects.filter(pk__in=texts)
    unused.exclude(pk__in=StringSegment.objects.values("string")).exclude(
        pk__in=StringTranslation.objects.values("translation_of")
    ).delete()
