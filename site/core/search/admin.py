"""The admin's search: Wagtail's own, and what was typed is looked for folded as well, so that “gencler” finds “Gənclər”.

Lists and choosers of pages, records, pictures and documents all ask here; their ``folded`` text is in the index.
"""

from functools import cache, reduce
from operator import and_, or_

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from wagtail.models import Page
from wagtail.search.backends import database
from wagtail.search.query import And, Or, PlainText

from core.languages import fold


def SearchBackend(params):
    return folding(type(database.SearchBackend(params)))(params)


@cache
def folding(stock):
    class Folding(stock):
        def search(self, query, model_or_queryset, fields=None, **kwargs):
            query = query if fields else as_written_or_folded(query, model_or_queryset)
            return super().search(query, by_any_column(model_or_queryset), fields=fields, **kwargs)

        def autocomplete(self, query, model_or_queryset, fields=None, **kwargs):
            query = query if fields else as_written_or_folded(query, model_or_queryset)
            return super().autocomplete(query, by_any_column(model_or_queryset), fields=fields, **kwargs)

    return Folding


def by_any_column(model_or_queryset):
    """Sorted as it was: a database sorts what it has found by any column. Wagtail lets names of those in its index
    through, and fails with the others; it lets expressions through.
    """
    names = model_or_queryset.query.order_by if isinstance(model_or_queryset, QuerySet) else ()
    if not names:
        return model_or_queryset
    return model_or_queryset.order_by(*[expression_of(name) if is_column(name) else name for name in names])


def is_column(name):
    return isinstance(name, str) and name != "?"


def expression_of(name):
    return OrderBy(F(name.removeprefix("-")), descending=name.startswith("-"))


def as_written_or_folded(query, model_or_queryset):
    model = getattr(model_or_queryset, "model", model_or_queryset)
    if not has_folded_text(model):
        return query
    return with_folded(PlainText(query) if isinstance(query, str) else query)


def with_folded(query):
    """Each word as it was typed or folded; phrases and whatever else a view makes of a query as they are."""
    if isinstance(query, And | Or):
        return type(query)([with_folded(one) for one in query.subqueries])
    if not isinstance(query, PlainText) or fold(query.query_string) == query.query_string:
        return query
    words = [either(word, query.boost) for word in query.query_string.split()]
    return reduce(or_ if query.operator == "or" else and_, words)


def either(word, boost):
    return PlainText(word, boost=boost) | PlainText(fold(word), boost=boost)


def has_folded_text(model):
    return issubclass(model, Page) or any(one.field_name == "folded" for one in model.get_search_fields())
