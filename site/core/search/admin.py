"""The admin's search: Wagtail's own, and what was typed is looked for folded as well, so that “gencler” finds “Gənclər”.

Lists and choosers of pages, records, pictures and documents all ask here; their ``folded`` text is in the index.
"""

from functools import cache, reduce
from operator import and_

from wagtail.models import Page
from wagtail.search.backends import database
from wagtail.search.query import PlainText

from core.languages import fold


def SearchBackend(params):
    return folding(type(database.SearchBackend(params)))(params)


@cache
def folding(stock):
    class Folding(stock):
        def search(self, query, model_or_queryset, fields=None, **kwargs):
            query = query if fields else as_written_or_folded(query, model_or_queryset)
            return super().search(query, model_or_queryset, fields=fields, **kwargs)

        def autocomplete(self, query, model_or_queryset, fields=None, **kwargs):
            query = query if fields else as_written_or_folded(query, model_or_queryset)
            return super().autocomplete(query, model_or_queryset, fields=fields, **kwargs)

    return Folding


def as_written_or_folded(query, model_or_queryset):
    model = getattr(model_or_queryset, "model", model_or_queryset)
    if not isinstance(query, str) or not has_folded_text(model) or fold(query) == query:
        return query
    return reduce(and_, [PlainText(word) | PlainText(fold(word)) for word in query.split()])


def has_folded_text(model):
    return issubclass(model, Page) or any(one.field_name == "folded" for one in model.get_search_fields())
