"""Names in the order of the alphabet: the reader's, not the one of character codes.

PostgreSQL compares by the collations of ICU. SQLite knows none: ours go by the same names there.
"""

from django.db.backends.signals import connection_created
from django.db.models import CharField, OrderBy, TextField
from django.db.models.functions import Collate
from django.dispatch import receiver

from core.languages import collation, content_languages, sort_key


def in_alphabet(queryset, language=None):
    """The queryset in the order it has, with texts compared as that language (the reader's) does."""
    query = queryset.query
    ordering = query.order_by or (query.default_ordering and query.get_meta().ordering) or ()
    return queryset.order_by(*[_collated(queryset.model, one, language) for one in ordering])


def alphabetical(items, key=str, language=None):
    """The same for what is no queryset: a sorted list by the text that ``key`` gives for each."""
    return sorted(items, key=lambda item: sort_key(str(key(item)), language))


def _collated(model, ordering, language):
    if not isinstance(ordering, str) or not isinstance(
        _field(model, ordering.removeprefix("-")), CharField | TextField
    ):
        return ordering
    text = Collate(ordering.removeprefix("-"), collation(language))
    return OrderBy(text, descending=ordering.startswith("-"))


def _field(model, path):
    """The field at the end of ``place__parent__name``; ``None`` for a relation, an annotation, ``?``."""
    field = None
    for name in path.split("__"):
        field = next((one for one in model._meta.get_fields() if one.name == name), None) if model else None
        model = getattr(field, "related_model", None)
    return field if model is None else None


@receiver(connection_created)
def register_collations(connection, **kwargs):
    if connection.vendor == "sqlite":
        for code, _name in content_languages():
            connection.connection.create_collation(collation(code), _comparing(code))


def _comparing(language):
    def compare(one, other):
        first, second = sort_key(one, language), sort_key(other, language)
        return (first > second) - (first < second)

    return compare
