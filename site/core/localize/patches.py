"""Where wagtail-localize 1.14.5 would show source text to readers, or lose a translation. One patch, one upstream issue each."""

from functools import wraps

from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import StringTranslation, TranslationLog, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.strings import StringValue

from core.localize.completeness import IncompleteTranslation, untranslated
from core.localize.slugs import fill_slug, keep_slug_free


def apply():
    if not hasattr(TranslationSource.create_or_update_translation, "__wrapped__"):
        TranslationSource.create_or_update_translation = _safely(TranslationSource.create_or_update_translation)
        TranslationSource._get_segments_for_translation = _with_former_translations(
            TranslationSource._get_segments_for_translation
        )
        StreamFieldSegmentExtractor.handle_image_block = _without_empty(StreamFieldSegmentExtractor.handle_image_block)


def _safely(original):
    """Refuse to publish source text; never write a draft over a live page (wagtail/wagtail-localize#676, #634)."""

    @wraps(original)
    def create_or_update_translation(self, locale, user=None, publish=True, copy_parent_pages=False, fallback=False):
        fill_slug(self, locale)
        model = self.specific_content_type.model_class()
        target = model.objects.filter(translation_key=self.object_id, locale=locale).first()
        if issubclass(model, Page):
            keep_slug_free(self, locale)
            translation = self.translations.filter(target_locale=locale).first()
            if publish:
                missing = untranslated(translation) if translation else []
                if missing:
                    raise IncompleteTranslation(target or self.get_source_instance(), missing)
            elif target is not None and target.live:
                return save_draft(self, locale, user), False
        elif target is not None and not publish and not issubclass(model, DraftStateMixin):
            publish = True  # a record without drafts has only one state
        return original(
            self, locale, user=user, publish=publish, copy_parent_pages=copy_parent_pages, fallback=fallback
        )

    return create_or_update_translation


def save_draft(source, locale, user=None):
    """A revision with the translations so far, on a page whose live text stays as it is."""
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    revision = draft.save_revision(user=user)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return draft


def _with_former_translations(original):
    """Where a text has changed, fall back to its former translation before the source (wagtail/wagtail-localize#502).

    Only where a context holds one text: the paragraphs of a rich text share theirs.
    """

    @wraps(original)
    def _get_segments_for_translation(self, locale, fallback=False):
        segments = original(self, locale, fallback=fallback)
        if not fallback:
            return segments
        counts = {}
        for segment in segments:
            if isinstance(segment, StringSegmentValue):
                counts[segment.path] = counts.get(segment.path, 0) + 1
        waiting = (
            self.stringsegment_set.annotate_translation(locale)
            .filter(translation__isnull=True)
            .values_list("context__path", flat=True)
        )
        paths = {path for path in waiting if counts.get(path) == 1}
        if not paths:
            return segments
        former = {}
        for translation in (
            StringTranslation.objects.filter(
                context__object_id=self.object_id, context__path__in=paths, locale=locale, has_error=False
            )
            .select_related("context")
            .order_by("updated_at")
        ):
            former[translation.context.path] = translation.data
        for segment in segments:
            if isinstance(segment, StringSegmentValue) and segment.path in former and segment.path in paths:
                segment.string = StringValue(former[segment.path])
        return segments

    return _get_segments_for_translation


def _without_empty(original):
    """A picture block that is still empty has no text; upstream raises AttributeError on it."""

    @wraps(original)
    def handle_image_block(self, block, image_block_value, raw_value=None):
        return original(self, block, image_block_value, raw_value=raw_value) if image_block_value and raw_value else []

    return handle_image_block
