"""Translated texts and replaced values that have lost the place for which they were made."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation

from core.localize.overrides import error_of, model_chosen
from core.localize.paths import at
from translation.checks.base import Check, Problem


class TextsWithoutPlace(Check):
    """A text whose original stands nowhere any more is kept and not mentioned: it is in nobody's way."""

    name = "lost-texts"
    title = gettext_lazy("Translated texts without a place")
    remedy = gettext_lazy("The text is used where its original stands and has no translation.")

    def find(self, site):
        lost = list(StringTranslation.objects.filter(context=None).select_related("translation_of"))
        if not lost:
            return
        strings = [one.translation_of_id for one in lost]
        places = defaultdict(list)
        for string_id, context_id, source_id in StringSegment.objects.filter(string__in=strings).values_list(
            "string", "context", "source"
        ):
            places[string_id].append((context_id, source_id))
        taken = set(
            StringTranslation.objects.filter(translation_of__in=strings, context__isnull=False).values_list(
                "translation_of", "locale", "context"
            )
        )
        for one in lost:
            for context_id, source_id in places[one.translation_of_id]:
                place = (one.translation_of_id, one.locale_id, context_id)
                if place not in taken:
                    taken.add(place)
                    source = site.sources[source_id]
                    text = _("The translation “%(text)s” has lost its place on “%(title)s” (%(language)s).")
                    language = site.language(one.locale_id)
                    said = {"text": one.data[:80], "title": source.object_repr, "language": language}
                    about = site.instance(source.object_id, one.locale_id)
                    yield Problem(text % said, about, data={"text": one.pk, "context": context_id})
                    break

    def repair(self, problem, user=None):
        StringTranslation.objects.filter(pk=problem.data["text"]).update(context=problem.data["context"])


class Overrides(Check):
    """An override that failed once is left out for ever, and one whose picture is gone fails each time it is used
    (wagtail/wagtail-localize#769).
    """

    name = "overrides"
    title = gettext_lazy("Values a translation replaces")
    remedy = gettext_lazy(
        "Where the value is gone, the translation shows that of the original. Where it is right by now, it is used again."
    )
    advice = gettext_lazy("Open the translation and give another value.")

    def find(self, site):
        kinds = {source.object_id: source.specific_content_type_id for source in site.sources.values()}
        found = [
            (override, definition(override, kinds)) for override in SegmentOverride.objects.select_related("context")
        ]
        there = existing(found)
        for override, kind in found:
            key = override.context and override.context.object_id
            model = model_chosen(kind)
            said = {"title": repr_of(site, key), "language": site.language(override.locale_id)}
            about = key and site.instance(key, override.locale_id)
            if kind is None or (model and value_of(override) not in there[model]):
                text = _("A value that “%(title)s” (%(language)s) shows instead of the original's is gone.")
                yield Problem(text % said, about, data={"override": override.pk, "drop": True})
            elif override.has_error:
                text = _("A value that “%(title)s” (%(language)s) shows instead of the original's was once refused.")
                yield Problem(text % said, about, not error_of(override), {"override": override.pk, "drop": False})

    def repair(self, problem, user=None):
        override = SegmentOverride.objects.filter(pk=problem.data["override"])
        override.delete() if problem.data["drop"] else override.update(has_error=False, field_error="")


def definition(override, kinds):
    """The field or block for which it is, or ``None`` if that is gone."""
    kind = override.context and kinds.get(override.context.object_id)
    model = kind and ContentType.objects.get_for_id(kind).model_class()
    return at(model, override.context.field_path or override.context.path)


def value_of(override):
    try:
        return int(override.data)
    except (TypeError, ValueError):
        return None


def existing(found):
    """``{model: ids}`` of what the overrides choose and is there."""
    wanted = defaultdict(set)
    for override, kind in found:
        if (model := model_chosen(kind)) is not None:
            wanted[model].add(value_of(override))
    return {
        model: set(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)) for model, ids in wanted.items()
    }


def repr_of(site, key):
    return next((source.object_repr for source in site.sources.values() if source.object_id == key), "?")
