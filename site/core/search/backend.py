"""Our index as a backend of Wagtail's search: whatever it indexes, when and how often, comes here as well.

So it follows every save, restoring from the bin, first drafts of translations and ``manage.py update_index``, once for
all that is saved of a page together (``core.tasks``). It answers no queries of Wagtail's: ``core.search.finding`` does.
"""

from modelsearch.backends.base import BaseIndex, BaseSearchBackend
from wagtail.models import Page

from core.models import RegistryRecord, SearchEntry, SearchWord, SiteDocument
from core.search import indexing


class Index(BaseIndex):
    def add_items(self, model, items):
        drafts = [item.pk for item in items if isinstance(item, Page) and not item.live]
        if drafts:
            indexing.drop(drafts)
        for item in items:
            if isinstance(item, Page):
                if item.live:
                    indexing.index_page(item)
            elif isinstance(item, SiteDocument):
                indexing.read_document(item)
                indexing.index_pages_about(item)
            elif isinstance(item, RegistryRecord):
                indexing.index_pages_about(item)

    def delete_item(self, item):
        if isinstance(item, Page):
            indexing.drop([item.pk])
        elif isinstance(item, RegistryRecord):
            indexing.index_pages_about(item)

    def reset(self):
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()

    def drop_what_is_gone(self):
        live = Page.objects.live().values("pk")
        SearchEntry.objects.exclude(page_id__in=live).delete()


class Rebuilder:
    """Nothing is emptied: readers search while it runs, and what has not changed is left."""

    def __init__(self, index):
        self.index = index

    def start(self):
        return self.index

    def finish(self):
        self.index.drop_what_is_gone()


class SearchBackend(BaseSearchBackend):
    index_class = Index
    rebuilder_class = Rebuilder
