"""Texts written by hand while a translation was stopped, taken over when it starts again (wagtail/wagtail-localize#876)."""

from collections import defaultdict

from django.core.exceptions import ObjectDoesNotExist
from wagtail.log_actions import registry as logs
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def take_over_handwork(translation):
    """Make the texts of the page or record, as they were written last, the translations of their segments."""
    target = latest(translation)
    if target is None:
        return
    written_at = last_written(target)
    for segment, text in pairs(translation, target):
        take_over(translation, segment, text, written_at)
    if isinstance(target, Page) and not target.has_unpublished_changes:
        Page.objects.filter(pk=target.pk).update(has_unpublished_changes=False)  # what was taken over is live already


def take_over(translation, segment, text, written_at):
    if text == segment.string.data:
        return  # a copy of the source is no translation
    same_place = StringTranslation.objects.filter(context=segment.context, locale=translation.target_locale)
    current = same_place.filter(translation_of=segment.string).first()
    if current is None:
        if not same_place.filter(data=text).exists():  # else it translates what the source said before
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    elif current.data != text and written_at and written_at > current.updated_at:
        current.data = text
        current.save()


def without_counterpart(translation):
    """Texts written by hand for which the source has no place: the next publication would leave them out."""
    target = latest(translation)
    if target is None:
        return []
    placed = {text for _segment, text in pairs(translation, target)}
    known = set(
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale
        ).values_list("data", flat=True)
    )
    known |= set(translation.source.stringsegment_set.values_list("string__data", flat=True))
    return [text for _path, text in texts(target) if text not in placed | known]


def latest(translation):
    """The translated page as its latest draft has it, the record as it is, or ``None`` where there is none yet."""
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        return None
    return target.get_latest_revision_as_object() if isinstance(target, Page) else target


def last_written(target):
    if isinstance(target, Page):
        return target.latest_revision_created_at
    entry = logs.get_logs_for_instance(target).order_by("-timestamp").first()
    return entry and entry.timestamp


def pairs(translation, target):
    """``(segment of the source, text of the target)`` wherever both have as many texts in one place."""
    segments, written = defaultdict(list), defaultdict(list)
    for segment in translation.source.stringsegment_set.order_by("order").select_related("context", "string"):
        segments[place(segment.context.path)].append(segment)
    for path, text in texts(target):
        written[place(path)].append(text)
    for where, those in segments.items():
        if len(those) == len(written[where]):
            yield from zip(those, written[where], strict=True)


def texts(target):
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(target)
        if isinstance(segment, StringSegmentValue)
    ]


def place(path):
    """The paragraphs of a rich text share one path; that of a cell or an alternative text is made of the text itself
    (``core.localize.segments.path_of``), so those are told apart by their order.
    """
    parent, _dot, last = path.rpartition(".")
    return (parent, "by order") if last.startswith("text-") else (path, "")
