"""What a serialised page refers to, looked up with one query a model.

modelcluster asks for every foreign key of a revision, of its rows too, one by one whether it still exists, and what it
found is loaded once more where it is used: 27 queries for a project with a dozen rows.
"""

from contextlib import suppress

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Revision

from core.locales import locale_by_id

REMEMBERED = {ContentType: ContentType.objects.get_for_id, Locale: locale_by_id}


def find(model, data):
    """``{model: {key: record}}`` of all that ``data`` refers to, or ``None`` if some of it exists no more."""
    wanted = {}
    for field, value in _foreign_keys(model, data):
        wanted.setdefault(field.related_model, set()).add(field.target_field.to_python(value))
    found = {related: _look_up(related, keys) for related, keys in wanted.items()}
    return found if all(found[related].keys() >= keys for related, keys in wanted.items()) else None


def set_on(page, found):
    """Let the references of ``page`` and of its rows point to what was found, so that nobody loads it again."""
    page.refers_to = found
    rows = [
        row
        for relation in get_all_child_relations(page)
        for row in getattr(page, "_cluster_related_objects", {}).get(relation.get_accessor_name(), [])
    ]
    for instance in [page, *rows]:
        for field in instance._meta.concrete_fields:
            if _is_reference(field):
                record = found.get(field.related_model, {}).get(getattr(instance, field.attname))
                if record is not None:
                    field.set_cached_value(instance, record)


def _foreign_keys(model, data):
    for name, value in data.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field.remote_field, ParentalKey):
            for row in value:
                yield from _foreign_keys(field.related_model, row)
        elif _is_reference(field) and value is not None:
            yield field, value


def _is_reference(field):
    is_to_parent = isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False)
    return isinstance(field, models.ForeignKey) and not is_to_parent


def _look_up(model, keys):
    if model in REMEMBERED:
        found = {}
        for key in keys:
            with suppress(model.DoesNotExist):
                found[key] = REMEMBERED[model](key)
        return found
    records = model._default_manager.filter(pk__in=keys)
    if model is Revision:  # its content may be large, and nobody asks for it
        return dict.fromkeys(records.values_list("pk", flat=True))
    return {record.pk: record for record in records}
