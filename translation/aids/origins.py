"""Where a text of the memory stands: what it is called, and where it is translated."""

from collections import defaultdict
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource


class Origin(NamedTuple):
    title: str = ""
    url: str = ""
    is_live: bool = False


NOWHERE = Origin()


def origins(keys, locale_id):
    """``{translation key: Origin}`` in that language; two queries, and one for each kind of record."""
    if not keys:
        return {}
    titles, records = {}, defaultdict(list)
    for source in TranslationSource.objects.filter(object_id__in=keys).select_related("specific_content_type"):
        titles[source.object_id] = source.object_repr
        model = source.specific_content_type.model_class()
        if model is not None and not issubclass(model, Page):
            records[model].append(source.object_id)
    found = {key: Origin(title) for key, title in titles.items()}
    pages = Page.objects.filter(translation_key__in=keys, locale=locale_id, alias_of=None)
    for key, pk, is_live in pages.values_list("translation_key", "pk", "live"):
        found[key] = Origin(titles.get(key, ""), reverse("wagtailadmin_pages:edit", args=[pk]), is_live)
    for model, own in records.items():
        for key, pk in model.objects.filter(translation_key__in=own, locale=locale_id).values_list(
            "translation_key", "pk"
        ):
            found[key] = Origin(titles[key], address_of_record(model, pk), True)
    return found


def address_of_record(model, pk):
    try:
        return reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])
    except (AttributeError, NoReverseMatch):  # edited elsewhere
        return ""
