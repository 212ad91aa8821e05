"""A text, or a value of the language's own, is saved: never over another person's that one has not seen, and a text at once
wherever the page says the same.
"""

import json

from django.db import transaction
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from translation.work.amounts import SLUG


class Conflict(Exception):
    """Somebody else has changed the text or value since it was opened; ``stored`` is theirs, or ``None`` if they took it
    away.
    """

    def __init__(self, stored):
        self.stored = stored
        super().__init__()

    @property
    def text(self):
        return self.stored.data if self.stored else ""

    @property
    def person(self):
        person = self.stored and self.stored.last_translated_by
        return get_user_display_name(person) if person else ""


def place_of(translation, segment):
    return {
        "translation_of_id": segment.string_id,
        "context_id": segment.context_id,
        "locale_id": translation.target_locale_id,
    }


def stored_at(translation, segment):
    found = StringTranslation.objects.filter(**place_of(translation, segment))
    return found.select_related("last_translated_by").first()


def save(translation, segment, value, user, was=None, along=()):
    """Returns ``(StringTranslation or None, is it new, [segments that got the same])``; ``None`` takes it away,
    and is new when there was nothing to take.

    ``was`` is what the person saw there, ``None`` if they don't say. ``along`` are the ids of the segments that got
    the same while this text was being typed: they go on following it.
    """
    with transaction.atomic():
        Translation.objects.select_for_update().get(pk=translation.pk)  # two at one text come one after the other
        before = stored_at(translation, segment)
        former = before.data if before else ""
        if was is not None and former not in {was, value or ""}:
            raise Conflict(before)
        if value is not None:
            one, is_new = write(translation, segment, value, user)
        else:
            one, is_new = None, before is None
            if before:
                before.delete()
        filled = [
            other
            for other in twins(translation, segment)
            if follows(translation, other, segment, former, value, user, along)
        ]
    return one, is_new, filled


def write(translation, segment, value, user):
    """As wagtail-localize's own view does."""
    return StringTranslation.objects.update_or_create(
        **place_of(translation, segment),
        defaults={
            "data": value,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )


def twins(translation, segment):
    """The other places of the page that say the same. A slug is made from the title, not typed."""
    if segment.context.path == SLUG:
        return []
    same = translation.source.stringsegment_set.filter(string_id=segment.string_id)
    return same.exclude(pk=segment.pk).exclude(context__path=SLUG).select_related("context", "string")


def follows(translation, other, segment, former, value, user, along):
    """Give ``other`` the value if it has none of its own; says whether it has the value now."""
    if other.context_id == segment.context_id:
        return True  # one and the same row: the paragraphs of a rich text share their context
    present = stored_at(translation, other)
    if present is None:
        if value:
            write(translation, other, value, user)
        return bool(value)
    if other.pk in along and present.data == former:
        if value is not None:
            write(translation, other, value, user)
        else:
            present.delete()
        return True
    return False


def save_value(translation, segment, value, user, was=None):
    """Returns ``(SegmentOverride or None, what was there before)``; ``None`` returns to the original's.

    ``was`` is what the person saw there, empty for the original's, ``None`` if they don't say.
    """
    place = {"locale_id": translation.target_locale_id, "context_id": segment.context_id}
    with transaction.atomic():
        Translation.objects.select_for_update().get(pk=translation.pk)
        before = SegmentOverride.objects.filter(**place).select_related("last_translated_by").first()
        former = str(before.data) if before else ""
        if was is not None and former not in {was, value or ""}:
            raise Conflict(before)
        if value is None:
            if before:
                before.delete()
            return None, before
        written = {"data_json": json.dumps(value), "last_translated_by": user}
        return SegmentOverride.objects.update_or_create(**place, defaults=written)[0], before
