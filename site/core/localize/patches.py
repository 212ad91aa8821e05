"""Where wagtail-localize 1.14.5 would show source text to readers, or lose a translation. One patch, one upstream issue each."""

from functools import wraps

from django.db import transaction
from wagtail.models import DraftStateMixin, Page
from wagtail_localize import models, strings
from wagtail_localize.models import StringTranslation, TranslationLog, TranslationSource
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.strings import StringValue
from wagtail_localize.views import submit_translations

from core.language_marks import allow_marks
from core.localize.completeness import IncompleteTranslation, as_stored, untranslated
from core.localize.slugs import fill_slug, keep_slug_free
from core.models import RegistryRecord
from core.patching import wrap
from core.tasks import indexing_once


def apply():
    wrap(TranslationSource, "get_source_instance", _as_last_written)
    wrap(TranslationSource, "update_or_create_from_instance", _of_last_written)
    # A language submitted later must not start from what the source said when the first one was.
    TranslationSource.get_or_create_from_instance = TranslationSource.update_or_create_from_instance
    wrap(TranslationSource, "create_or_update_translation", _safely)
    wrap(TranslationSource, "_get_segments_for_translation", _with_former_translations)
    wrap(TranslationCreator, "create_translations", _but_not_of_records)
    wrap(submit_translations, "translate_object", _of_what_is_missing)
    wrap(StreamFieldSegmentExtractor, "handle_image_block", _without_empty)
    wrap(strings, "validate_element", allow_marks)  # wagtail/wagtail-localize#778
    models.transaction = Whole


class Whole:
    """Upstream saves the live row, and publishes its revision when that is committed: whoever is killed between leaves a
    page with a text that none of its published revisions has. Here both are one transaction.
    """

    atomic = transaction.atomic

    @staticmethod
    def on_commit(publish):
        publish()


def _as_last_written(original):
    """Of a page that is not live the newest draft, not the row, which no draft is ever written to."""

    @wraps(original)
    def get_source_instance(self):
        return as_last_written(original(self))

    return get_source_instance


def _of_last_written(original):
    @classmethod
    @wraps(original.__func__)
    def update_or_create_from_instance(cls, instance):
        return original.__func__(cls, as_last_written(instance))

    return update_or_create_from_instance


def as_last_written(instance):
    if isinstance(instance, Page) and not instance.live and instance.latest_revision_id:
        return instance.specific.get_latest_revision_as_object()
    return instance


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
                if target is not None and target.live and translation:
                    # Before anything is written: upstream saves the live row, and publishes then.
                    as_translated(translation).refuse_publication()
            elif target is not None and is_held(target, user):
                return target, False
            elif target is not None and target.live:
                return save_draft(self, locale, user), False
        elif target is not None and not publish and not issubclass(model, DraftStateMixin):
            publish = True  # a record without drafts has only one state
        with indexing_once():
            return original(
                self, locale, user=user, publish=publish, copy_parent_pages=copy_parent_pages, fallback=fallback
            )

    return create_or_update_translation


def as_translated(translation):
    """The page as its translator's texts make it, not saved; untranslated ones stand there in the source language."""
    return as_stored(translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True))


def is_held(target, user):
    """Nobody puts a draft on a page that is locked or waits for approval, except who may change it then."""
    lock = target.get_lock()
    return bool(lock and (user is None or lock.for_user(user)))


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


def _but_not_of_records(original):
    """A page is submitted with the records it refers to. Those have their copies (``core.localize.registry``), and
    some are written by hand: submitting them once more would put the source's text over it.
    """

    @wraps(original)
    def create_translations(self, instance, include_related_objects=True):
        if isinstance(instance, RegistryRecord):
            present = set(instance.get_translations(inclusive=True).values_list("locale_id", flat=True))
            if {locale.pk for locale in self.target_locales} <= present:
                return None
        return original(self, instance, include_related_objects=include_related_objects)

    return create_translations


def _of_what_is_missing(original):
    """A page that is submitted for what is below it: its own translations are left alone, the stopped ones too."""

    @wraps(original)
    def translate_object(instance, locales, components=None, user=None):
        if isinstance(instance, Page):
            present = instance.get_translations().filter(alias_of=None).values_list("locale_id", flat=True)
            locales = [locale for locale in locales if locale.pk not in set(present)]
        if locales:
            original(instance, locales, components, user)

    return translate_object


def _without_empty(original):
    """A picture block that is still empty has no text; upstream raises AttributeError on it."""

    @wraps(original)
    def handle_image_block(self, block, image_block_value, raw_value=None):
        return original(self, block, image_block_value, raw_value=raw_value) if image_block_value and raw_value else []

    return handle_image_block
