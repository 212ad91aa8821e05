"""What a page is found by, of whatever type it is: what is translated of it and of its rows is its prose, and each
record or document that it refers to, in a field, a row or its body, brings its names or its text.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone, translation
from django.utils.html import strip_tags
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import ReferenceIndex
from wagtail_localize.fields import get_translatable_fields

from core.models import DocumentText, RegistryRecord, Row, SiteDocument
from core.search.names import other_spellings

NOT_PROSE = {"title", "summary", "slug", "seo_title", "search_description", "draft_title"}  # or said apart
NO_TEXT = (models.EmailField, models.SlugField, models.URLField)
MAX_TEXT = 60_000  # characters that snippets are cut from
DAYS = ("starts_on", "starts_at", "date", "submitted_on", "fieldwork_starts_on")  # of a page, the first that it has
LAST_DAYS = ("ends_on", "ends_at")


@dataclass
class Texts:
    title: str
    summary: str = ""
    names: list = field(default_factory=list)  # of records, in every spelling
    body: list = field(default_factory=list)
    files: list = field(default_factory=list)
    other_names: list = field(default_factory=list)  # of whom prose names
    kind: str = ""  # what sort of page it is, in words

    @property
    def shown(self):
        return " ".join([*self.body, *self.files])[:MAX_TEXT]


def texts_of(page):
    texts = Texts(title=page.title, summary=page.summary)
    texts.body += [page.seo_title, page.search_description, *prose_of(page, NOT_PROSE)]
    for relation in get_all_child_relations(type(page)):
        if issubclass(relation.related_model, Row):
            for row in getattr(page, relation.get_accessor_name()).all():
                texts.body += prose_of(row)
    texts.body = [" ".join(text.split()) for text in texts.body if text]
    referred = records_of(page)
    referred[RegistryRecord] = page.search_records()
    for model, records in referred.items():
        if model is SiteDocument:
            texts.body += [record.title for record in records]
            texts.files += texts_in([record.pk for record in records if record.language == page.language])
        else:
            texts.names += [name for record in records for name in record.spellings]
    texts.other_names = other_spellings([texts.title, texts.summary, *texts.body], page.language)
    with translation.override(page.language):
        texts.kind = f"{page._meta.verbose_name} {page.card_kind}"
    return texts


def prose_of(instance, without=()):
    """Every text of a page or a row that is translated, as readers see it."""
    found = []
    for one in get_translatable_fields(type(instance)):
        model_field = one.get_field(type(instance))
        if one.field_name in without or not one.is_translated(instance):
            continue
        value = getattr(instance, one.field_name, None)
        if not value:
            continue
        if isinstance(model_field, StreamField):
            found += [strip_tags(str(text)) for text in model_field.get_searchable_content(value)]
        elif isinstance(model_field, RichTextField):
            found += model_field.get_searchable_content(value)
        elif isinstance(model_field, models.CharField | models.TextField) and not isinstance(model_field, NO_TEXT):
            found.append(str(value))
    return found


def records_of(page):
    """``{model: [record]}`` of the registry records and documents to which the page refers anywhere."""
    keys = defaultdict(set)
    for content_type_id, pk, _model_path, _path in ReferenceIndex._extract_references_from_object(page):
        keys[content_type_id].add(pk)
    found = {}
    for content_type_id, pks in keys.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and issubclass(model, RegistryRecord | SiteDocument):
            found[model] = list(model._base_manager.filter(pk__in=pks).order_by("pk"))
    return found


def texts_in(document_ids):
    if not document_ids:
        return []
    found = DocumentText.objects.filter(document_id__in=document_ids).order_by("document_id")
    return [text for text in found.values_list("text", flat=True) if text]


def days_of(page):
    return _day(page, DAYS), _day(page, LAST_DAYS)


def _day(page, names):
    value = next((one for one in (getattr(page, name, None) for name in names) if one), None)
    if value is not None and hasattr(value, "hour"):
        value = timezone.localtime(value).date()
    return value
