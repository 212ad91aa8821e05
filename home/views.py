from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from core.listing import MAX_VALUE
from core.search import clean_query
from home.context_processors import identity

PER_PAGE = 12


@require_safe
def search(request):
    """Live pages of the active language that hold every word of the query, whatever letters it is typed with."""
    typed = request.GET.get("q", "").replace("\x00", " ").strip()[:MAX_VALUE]
    query = clean_query(typed)
    results = []
    if query:
        locale = Locale.objects.filter(language_code=translation.get_language()).first()
        pages = Page.objects.live().public().filter(locale=locale)
        results = pages.autocomplete(query)
    page = Paginator(results, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = specific(page.object_list)
    return render(request, "search.html", {"query": typed, "page_of_items": page, "items": page.object_list})


def specific(pages):
    """The pages as their own types, in the same order: a query for each type."""
    pages = list(pages)
    by_id = {page.pk: page for page in Page.objects.filter(pk__in=[page.pk for page in pages]).specific()}
    return [by_id[page.pk] for page in pages if page.pk in by_id]


@require_safe
@cache_control(max_age=3600, public=True)
def identity_css(request):
    """The site's own colour as a custom property: data, so not in the style sheet; a sheet, so no inline style."""
    hue = int(identity(translation.get_language()).hue)
    return HttpResponse(f":root {{ --hue: {hue}; }}\n", content_type="text/css; charset=utf-8")
