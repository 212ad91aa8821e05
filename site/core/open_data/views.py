"""``/data/``, which explains every file, and the files below it, in the language of the address."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import generation
from core.languages import content_languages, open_graph_locale, source_language
from core.open_data.answers import answer
from core.open_data.datasets import datasets, find, find_table
from core.open_data.writing import dataset_json, publisher, table_csv, updated
from core.sites import root_url
from core.store import kept


@require_safe
@kept
def file(request, name, extension):
    language = translation.get_language()
    content = generation.remember(
        ("open data file", name, extension, language), lambda: made(name, extension, language)
    )
    if content is None:
        raise Http404
    return answer(request, content, f"{name}-{language}.{extension}")


def made(name, extension, language):
    if extension == "json":
        dataset = find(name)
        return dataset and dataset_json(dataset, language)
    found = find_table(name)
    return found and table_csv(*found, language)


@require_safe
@kept
def index(request):
    language = translation.get_language()
    sets = [
        {"set": one, "count": len(one.records(language)), "updated": moment(updated(one.records(language)))}
        for one in datasets()
    ]
    context = {
        "sets": sets,
        "updated": max((one["updated"] for one in sets if one["updated"]), default=None),
        "licence": settings.DATA_LICENCE,
        "publisher": publisher(language),
        "sector": settings.IATI_DEFAULT_SECTOR,
        "country": settings.IATI_RECIPIENT_COUNTRY,
        "view_meta": meta(language),
    }
    return render(request, "open_data.html", context)


def moment(text):
    return text and parse_datetime(text)


def meta(language):
    """What the head says: a page like any other, though no editor wrote it."""
    addresses = {}
    for code, _name in content_languages():
        with translation.override(code):
            addresses[code] = root_url(reverse("open_data"))
    return {
        "title": _("Open data"),
        "description": _("Our projects, events, surveys and proposals as files to use freely, with what is in them."),
        "canonical": addresses[language],
        "other_locales": [open_graph_locale(code) for code in addresses if code != language],
        "alternates": [*addresses.items(), ("x-default", addresses[source_language()])],
    }
