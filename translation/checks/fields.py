"""Texts of fields and blocks that an upgrade has taken away."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    TranslationSource,
)

from core.localize.paths import at
from translation.checks.base import Check, Problem

SEGMENTS = (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)


class RemovedFields(Check):
    """Editor and publication fail on them until the source is read anew (wagtail/wagtail-localize#590)."""

    name = "removed-fields"
    title = gettext_lazy("Texts of fields and blocks that are gone")
    remedy = gettext_lazy("The page is read anew; its translated texts stay stored.")

    def find(self, site):
        gone = defaultdict(set)
        for model in SEGMENTS:
            paths = model.objects.exclude(context__field_path="").values_list(
                "source__specific_content_type", "context__field_path"
            )
            for content_type_id, path in paths.distinct():
                kind = ContentType.objects.get_for_id(content_type_id).model_class()
                if at(kind, path) is None:
                    gone[content_type_id].add(path)
        found = defaultdict(set)
        for model in SEGMENTS if gone else ():
            of = {"source__specific_content_type__in": gone, "context__field_path__in": set().union(*gone.values())}
            segments = model.objects.filter(**of).values_list(
                "source", "source__specific_content_type", "context__field_path"
            )
            for source_id, content_type_id, path in segments.distinct():
                if path in gone[content_type_id]:
                    found[source_id].add(path)
        for source_id, paths in found.items():
            source = site.sources[source_id]
            instance = site.instance(source.object_id, source.locale_id)
            if instance is not None:
                text = _("“%(title)s” is still to be translated in fields or blocks that are gone: %(fields)s.")
                said = {"title": source.object_repr, "fields": ", ".join(sorted(paths))}
                yield Problem(text % said, instance, data={"source": source_id})

    def repair(self, problem, user=None):
        TranslationSource.objects.get(pk=problem.data["source"]).update_from_db()
