"""What a translation is made from: one source only, and in a form that today's models can read.

A source is frozen content and the segments found in it. Both outlive what they were taken from: a field goes with a
migration, a block with a release, a picture or a person by a click, and wagtail-localize then fails wherever the source is
used (#590). ``settle`` is asked before each use.
"""

import logging
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Value
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail_localize import models as localize
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SourceDeletedError,
    StringSegment,
    TemplateSegment,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from core import generation
from core.locales import source_locale
from core.patching import wrap
from core.validation import PublicationRefused

KINDS = {
    OverridableSegmentValue: OverridableSegment,
    RelatedObjectSegmentValue: RelatedObjectSegment,
    StringSegmentValue: StringSegment,
    TemplateSegmentValue: TemplateSegment,
}
logger = logging.getLogger(__name__)


class SecondSource(PublicationRefused):
    """A page is translated from one language only (wagtail/wagtail-localize#662, #878)."""


def apply():
    wrap(TranslationSource, "create_or_update_translation", _settled)
    wrap(TranslationSource, "get_ephemeral_translated_instance", _settled)
    wrap(TranslationSource, "refresh_segments", _settling)
    wrap(localize, "get_schema_version", _remembered)


def _remembered(original):
    """Asked whenever a source is used, and the same until the next upgrade."""

    @wraps(original)
    def get_schema_version(app_label):
        return generation.remember(("schema version", app_label), lambda: original(app_label))

    return get_schema_version


def _settled(original):
    @wraps(original)
    def settled(self, *args, **kwargs):
        settle(self)
        return original(self, *args, **kwargs)

    return settled


def _settling(original):
    @wraps(original)
    def refresh_segments(self):
        original(self)
        self._is_settled = True

    return refresh_segments


def settle(source):
    """Make the source's segments those of its content as the models are now. ``SourceDeletedError`` if it has gone.

    Once for each object in memory: it lives as long as a request.
    """
    if getattr(source, "_is_settled", False):
        return
    try:
        present = None if source.schema_out_of_date() else present_paths(source)
        if present is None:
            source.update_from_db()
        elif present != stored_paths(source):
            source.refresh_segments()
    except ObjectDoesNotExist as error:
        raise SourceDeletedError from error
    source._is_settled = True


def present_paths(source):
    """``None`` if the frozen content can't be read any more."""
    try:
        return {(KINDS[type(segment)], segment.path) for segment in extract_segments(source.as_instance())}
    except SourceDeletedError:
        raise
    except Exception as error:  # in any way: a protected row that it names, a value of another type
        logger.warning("%s can't be read and is taken anew: %s", source, error)
        return None


def stored_paths(source):
    kinds = list(KINDS.values())
    queries = [
        model.objects.filter(source=source).order_by().values_list(Value(place), "context__path")
        for place, model in enumerate(kinds)
    ]
    return {(kinds[place], path) for place, path in queries[0].union(*queries[1:])}


# One source for each target


@receiver(pre_save, sender=TranslationSource)
def refuse_translation_as_source(instance, raw=False, **kwargs):
    if not raw and instance._state.adding:
        original = source_of(instance.object_id, instance.locale_id)
        if original is not None:
            message = _("“%(title)s” is itself a translation. Translate its original instead: %(language)s.")
            refuse(message, instance.object_repr, original)


@receiver(pre_save, sender=Translation)
def refuse_second_source(instance, raw=False, **kwargs):
    if not raw and instance._state.adding:
        other = source_of(instance.source.object_id, instance.target_locale_id)
        if other is not None and other.pk != instance.source_id:
            message = _("“%(title)s” is translated into this language already, from another one: %(language)s.")
            refuse(message, instance.source.object_repr, other)


def refuse(message, title, source):
    raise SecondSource({"__all__": [message % {"title": title, "language": source.locale.language_name_local}]})


def source_of(object_id, locale_id):
    """The source of which what is in that locale is a translation, if its original is still there."""
    translations = Translation.objects.filter(source__object_id=object_id, target_locale=locale_id)
    for translation in translations.exclude(source__locale=locale_id).select_related("source__locale"):
        if translation.source.object.has_translation(translation.source.locale_id):
            return translation.source
    return None


def remove_second_sources(object_ids, locale):
    """Keep one translation for each of these objects where imported or older data have several.

    A second one is deleted, not disabled: upstream looks for sources without asking whether they are enabled, and the
    editor fails again. The texts stay; what goes is the link from a source that should not have been one.
    """
    found = {}
    translations = Translation.objects.filter(source__object_id__in=object_ids, target_locale=locale)
    for translation in translations.select_related("source"):
        found.setdefault(translation.source.object_id, []).append(translation)
    for translations in found.values():
        for surplus in sorted(translations, key=worth, reverse=True)[1:]:
            logger.warning("%s has a second source and is no longer translated from it: %s", surplus, surplus.source)
            surplus.delete()


def worth(translation):
    """What a person works with comes first, then what is made from the language in which the site is written."""
    return translation.enabled, translation.source.locale_id == source_locale().pk, -translation.pk
