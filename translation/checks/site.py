"""What the checks look at, loaded in as few queries as there are tables."""

from collections import defaultdict
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.locales import source_locale
from core.localize.registry import registry_models
from translation.checks.bin import keys_in_bin

HOME_DEPTH = 2
PAGE_FIELDS = (
    "id",
    "alias_of",
    "content_type",
    "depth",
    "draft_title",
    "last_published_at",
    "live",
    "locale",
    "numchild",
    "path",
    "slug",
    "title",
    "translation_key",
    "url_path",
)


class Site:
    """A look at everything. Take a new one after each repair: this one remembers."""

    @cached_property
    def locales(self):
        return {locale.pk: locale for locale in Locale.objects.all()}

    @cached_property
    def source(self):
        return source_locale()

    def language(self, locale_id):
        return self.locales[locale_id].language_name_local

    # Pages

    @cached_property
    def pages(self):
        """Every page by its id, without what its own type has."""
        return {page.pk: page for page in Page.objects.only(*PAGE_FIELDS).order_by("path")}

    @cached_property
    def pages_by_path(self):
        return {page.path: page for page in self.pages.values()}

    @cached_property
    def pages_by_key(self):
        """``{(translation key, locale id): page}``."""
        return {(page.translation_key, page.locale_id): page for page in self.pages.values()}

    @cached_property
    def homes(self):
        """The home page of each language, by locale id."""
        return {page.locale_id: page for page in self.pages.values() if page.depth == HOME_DEPTH}

    def parent(self, page):
        return self.pages_by_path.get(page.path[: -Page.steplen])

    def original(self, page):
        """The page in the source language of which this one is a translation, or ``None``."""
        if page.locale_id == self.source.pk:
            return None
        return self.pages_by_key.get((page.translation_key, self.source.pk))

    @cached_property
    def whole_pages(self):
        return list(self.load_whole_pages())

    def load_whole_pages(self):
        """Every page as its own type with its rows: a query for each type, and one for each kind of row of it."""
        types = {page.content_type_id for page in self.pages.values()}
        for content_type in ContentType.objects.filter(pk__in=types):
            model = content_type.model_class()
            if model is None or model is Page:
                continue
            pages = {page.pk: page for page in model._base_manager.filter(content_type=content_type)}
            for page in pages.values():
                page.locale = self.locales[page.locale_id]
            for relation in get_all_child_relations(model):
                rows = defaultdict(list)
                parent = relation.field.attname
                for row in relation.related_model._base_manager.filter(**{f"{parent}__in": pages}):
                    rows[getattr(row, parent)].append(row)
                for pk, page in pages.items():
                    getattr(page, relation.get_accessor_name()).set(rows[pk])
            yield from pages.values()

    # Records

    @cached_property
    def records(self):
        """``{model: {id: record}}`` of the registries."""
        return {model: {one.pk: one for one in model._base_manager.all()} for model in registry_models()}

    @cached_property
    def records_by_key(self):
        return {
            (model, record.translation_key, record.locale_id): record
            for model, records in self.records.items()
            for record in records.values()
        }

    # wagtail-localize

    @cached_property
    def sources(self):
        """Sources by their id, without the frozen content."""
        found = TranslationSource.objects.defer("content_json").select_related("object")
        return {source.pk: source for source in found}

    @cached_property
    def translations(self):
        return list(Translation.objects.order_by("pk"))

    def source_of(self, translation):
        return self.sources[translation.source_id]

    @cached_property
    def present(self):
        """``{translation key: {locale id: page or record}}`` of everything that can be translated by itself."""
        found = defaultdict(dict)
        types = {source.object.content_type_id for source in self.sources.values()}
        for content_type in ContentType.objects.filter(pk__in=types):
            model = content_type.model_class()
            if model is Page:
                instances = self.pages.values()
            elif model is None:
                continue
            else:
                instances = self.records[model].values() if model in self.records else model._base_manager.all()
            for instance in instances:
                found[instance.translation_key][instance.locale_id] = instance
        return found

    def instance(self, key, locale_id):
        return self.present.get(key, {}).get(locale_id)

    @cached_property
    def texts(self):
        """``{(translation key, locale id): {(path, text): translation}}``."""
        found = defaultdict(dict)
        texts = StringTranslation.objects.filter(context__isnull=False, has_error=False)
        for key, locale_id, path, text, data in texts.values_list(
            "context__object_id", "locale", "context__path", "translation_of__data", "data"
        ):
            found[key, locale_id][path, text] = data
        return found

    @cached_property
    def in_bin(self):
        return keys_in_bin()


def rows_of(page):
    """``[(relation, row)]`` of the translatable rows of a page: those that saving the page saves."""
    return [
        (relation, row)
        for relation in get_all_child_relations(type(page))
        if issubclass(relation.related_model, TranslatableMixin)
        for row in getattr(page, relation.get_accessor_name()).get_object_list()
    ]
