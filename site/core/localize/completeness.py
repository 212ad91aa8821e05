"""What is still missing before a translation may be seen by readers."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import ngettext

from core.locales import source_locale
from core.validation import PublicationRefused

SHOWN = 5  # texts quoted in a message; the editor lists them all


class IncompleteTranslation(PublicationRefused):
    """Publishing would show readers a text in the source language. ``missing`` holds those texts."""

    def __init__(self, page, missing):
        self.missing = missing
        message = ngettext(
            "“%(title)s” can't be published yet: %(count)s text is not translated.",
            "“%(title)s” can't be published yet: %(count)s texts are not translated.",
            len(missing),
        ) % {"title": page.title, "count": len(missing)}
        super().__init__({"__all__": [f"{message} {quoted(missing)}"]})


class Missing(str):
    """A source text without a valid translation; ``reason`` says what is wrong with the one it has."""

    def __new__(cls, text, reason=""):
        missing = super().__new__(cls, text)
        missing.reason = reason
        return missing

    def quote(self):
        text = f"“{self[:60]}…”" if len(self) > 60 else f"“{self}”"
        return f"{text} ({self.reason})" if self.reason else text


def quoted(texts):
    """The first of them, for a sentence, and how many more there are."""
    first = ", ".join(Missing(text, getattr(text, "reason", "")).quote() for text in texts[:SHOWN])
    more = len(texts) - SHOWN
    if more <= 0:
        return first
    return f"{first} " + ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}


def translation_of(instance):
    """The wagtail-localize record that makes ``instance``, or ``None`` for a source and for a page on its own."""
    from wagtail_localize.models import Translation

    return (
        Translation.objects.filter(source__object_id=instance.translation_key, target_locale_id=instance.locale_id)
        .exclude(source__locale_id=instance.locale_id)
        .select_related("source", "target_locale")
        .order_by("-enabled")
        .first()
    )


def untranslated(translation):
    """The source texts without a valid translation, in the order of the page.

    The slug is not among them: it follows the title (``core.localize.slugs``).
    """
    from wagtail_localize.models import StringTranslation

    faulty = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=True,
    )
    segments = (
        translation.source.stringsegment_set.order_by("order")
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .exclude(context__path="slug")
        .annotate(reason=Subquery(faulty.values("field_error")[:1]))
        .select_related("string")
    )
    return [Missing(segment.string.data, segment.reason or "") for segment in segments]


def refuse_if_incomplete(page):
    """Raise ``IncompleteTranslation`` if publishing ``page`` as it is here would show source text in another language."""
    if page.locale_id == source_locale().id:
        return
    translation = translation_of(page)
    if translation is None or not translation.enabled:
        missing = left_in_source_language(page)
    else:
        missing = untranslated(translation) or not_taken_over(translation, page)
    if missing:
        raise IncompleteTranslation(page, missing)


def as_stored(page):
    """wagtail-localize reads some texts of blocks from what is stored, not from what they say."""
    return page.with_content_json(page.serializable_data())


def not_taken_over(translation, page):
    """Source texts that have a translation by now, but still stand on ``page``: it is older than they are."""
    from wagtail_localize.segments import StringSegmentValue
    from wagtail_localize.segments.extract import extract_segments

    present = {
        (segment.path, segment.string.data)
        for segment in extract_segments(as_stored(page))
        if isinstance(segment, StringSegmentValue)
    }
    segments = (
        translation.source.stringsegment_set.order_by("order")
        .annotate_translation(translation.target_locale)
        .exclude(context__path="slug")
        .select_related("string", "context")
    )
    return [
        segment.string.data
        for segment in segments
        if segment.translation != segment.string.data and (segment.context.path, segment.string.data) in present
    ]


def left_in_source_language(page):
    """Texts of a page written by hand that are still word for word those of its source (``copied``).

    A text of up to two words may well be the same in two languages (a name); a longer one is a copy, and so is a
    page most of whose texts are the same.
    """
    from wagtail_localize.segments import StringSegmentValue
    from wagtail_localize.segments.extract import extract_segments

    source = type(page).objects.filter(translation_key=page.translation_key, locale=source_locale()).first()
    if source is None:
        return []

    def texts(instance):
        return [
            segment.string.data
            for segment in extract_segments(instance)
            if isinstance(segment, StringSegmentValue) and segment.path != "slug"
        ]

    return copied(texts(source), texts(as_stored(page)))


def copied(original, present):
    """Of the texts that are present those that are a copy of the original's, and not the same by nature."""
    original = set(original)
    same = [text for text in present if text in original]
    return same if 2 * len(same) > len(present) else [text for text in same if len(text.split()) > 2]
