"""What a deletion takes away, as JSON: every row it cascades to, and what else it changes."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.python import Serializer
from django.db import router
from django.db.models import QuerySet
from django.db.models.deletion import Collector
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import Translation

INDEXES = "wagtailsearch"  # the app whose tables are made anew from the others


class RowSerializer(Serializer):
    """As Django's, but times keep their microseconds, and what joins two tables is a row of its own."""

    def _value_from_field(self, obj, field):
        value = field.value_from_object(obj)
        is_json = value is None or isinstance(value, bool | int | float | str | list | dict)
        return value if is_json else field.value_to_string(obj)

    def handle_m2m_field(self, obj, field):
        pass


def taken_away_with(objects):
    """The snapshot of a deletion of these pages, or records. Raises ``ProtectedError`` where Django would."""
    collector = Collector(using=router.db_for_write(Page))
    collector.collect(objects)
    gone = defaultdict(list)
    for model, instances in collector.data.items():
        gone[model] += instances
    for queryset in collector.fast_deletes:
        gone[queryset.model] += queryset
    return {
        "rows": [row for model in gone if model._meta.app_label != INDEXES for row in rows_of(gone[model])],
        "pointers": list(pointers(collector, gone)),
        "referrers": list(referrers(objects)),
        "translations": list(enabled_translations(objects)),
    }


def rows_of(instances):
    return RowSerializer().serialize(sorted(instances, key=lambda instance: instance.pk))


def pointers(collector, gone):
    """``[model, field, pk, value]`` of every reference from outside that the deletion sets to nothing."""
    within = {(model, instance.pk) for model, instances in gone.items() for instance in instances}
    for (field, _value), groups in collector.field_updates.items():
        for group in groups:
            if isinstance(group, QuerySet):
                pairs = group.values_list("pk", field.attname)
            else:
                pairs = [(instance.pk, getattr(instance, field.attname)) for instance in group]
            for pk, value in pairs:
                if (field.model, pk) not in within:
                    yield [field.model._meta.label_lower, field.attname, pk, value]


def referrers(objects):
    """``[model, pk]`` of what refers to these from outside: its part of the reference index goes with them."""
    content_type = ReferenceIndex._get_base_content_type(objects[0])
    numbers = {str(instance.pk) for instance in objects}
    found = ReferenceIndex.objects.filter(to_content_type=content_type, to_object_id__in=numbers)
    for pk, number in set(found.values_list("base_content_type", "object_id")):
        model = ContentType.objects.get_for_id(pk).model_class()
        if model and not (pk == content_type.pk and number in numbers):
            yield [model._meta.label_lower, number]


def enabled_translations(objects):
    """wagtail-localize's records that the deletion disables (``WAGTAILLOCALIZE_DISABLE_ON_DELETE``)."""
    locales = {(instance.translation_key, instance.locale_id) for instance in objects}
    keys = {key for key, _locale in locales}
    enabled = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    for pk, key, *of in enabled.values_list("pk", "source__object_id", "source__locale_id", "target_locale_id"):
        if any((key, locale) in locales for locale in of):
            yield pk
