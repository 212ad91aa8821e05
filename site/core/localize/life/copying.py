"""A copy of a source page has drafts in the languages of the original, with the texts that are translated already.

Nobody translates the same text twice; what is new in the copy, its title above all, is left to do. No draft goes live
by being copied, also where the copy itself does.
"""

from collections import defaultdict
from contextlib import suppress
from functools import wraps
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationSource

from core.localize.life.family import is_source, translations_of
from core.patching import wrap
from core.tasks import indexing_once


def apply():
    wrap(CopyPageAction, "execute", _with_translations)


def _with_translations(original):
    @wraps(original)
    def execute(self, skip_permission_checks=False):
        with indexing_once(), transaction.atomic():
            copy = original(self, skip_permission_checks=skip_permission_checks)
            if self.reset_translation_key and is_source(self.page) and is_source(copy):
                for one, its_copy in pairs(self.page, copy, self.recursive):
                    copy_translations(one, its_copy, self.user)
        return copy

    return execute


def pairs(page, copy, with_subpages):
    """Each page with its copy: Wagtail copies a tree in its order."""
    if not with_subpages:
        return [(page, copy)]
    trees = (Page.objects.get(pk=one.pk).get_descendants(inclusive=True).order_by("path") for one in (page, copy))
    return list(zip(*trees, strict=True))


def copy_translations(page, copy, user=None):
    locales = [translation.locale for translation in translations_of(page)]
    if not locales:
        return
    copy = Page.objects.get(pk=copy.pk).specific
    text = copy if copy.live else copy.get_latest_revision_as_object()
    source, _created = TranslationSource.update_or_create_from_instance(text)
    for locale in locales:
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        carry_texts(page, source, locale)
        carry_overrides(page, source, locale)
        with suppress(ValidationError):  # wagtail-localize notes it at the text; the draft is there
            translation.save_target(user=user, publish=False)


def carry_texts(page, source, locale):
    stored = defaultdict(list)
    for one in StringTranslation.objects.filter(context__object_id=page.translation_key, locale=locale).select_related(
        "context"
    ):
        stored[one.translation_of_id, one.context.path == "slug"].append(one)
    found = {}
    for segment in source.stringsegment_set.select_related("context"):
        path = segment.context.path
        candidates = stored.get((segment.string_id, path == "slug"))
        if candidates:
            found[segment.string_id, segment.context_id] = carried(closest(candidates, path), segment)
    StringTranslation.objects.bulk_create(found.values(), ignore_conflicts=True)


def closest(candidates, path):
    """The translation of the same field if there are several: blocks keep their ids in a copy, rows get new ones."""
    return max(candidates, key=lambda one: (one.context.path == path, shape(one.context.path) == shape(path), one.pk))


def shape(path):
    return [part for part in path.split(".") if not is_id(part)]


def is_id(part):
    with suppress(ValueError):
        return bool(UUID(part))
    return False


def carried(stored, segment):
    return StringTranslation(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        **{
            name: getattr(stored, name)
            for name in ("locale_id", "data", "translation_type", "tool_name", "last_translated_by_id")
        },
        has_error=stored.has_error,
        field_error=stored.field_error,
    )


def carry_overrides(page, source, locale):
    contexts = {
        segment.context.path: segment.context for segment in source.overridablesegment_set.select_related("context")
    }
    SegmentOverride.objects.bulk_create(
        SegmentOverride(
            locale=locale,
            context=contexts[one.context.path],
            data_json=one.data_json,
            last_translated_by_id=one.last_translated_by_id,
        )
        for one in SegmentOverride.objects.filter(
            context__object_id=page.translation_key, context__path__in=contexts, locale=locale, has_error=False
        ).select_related("context")
    )
