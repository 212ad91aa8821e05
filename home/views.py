from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.listing import MAX_VALUE
from core.restrictions import public
from core.search import clean_query
from core.search.finding import Search
from core.search.snippets import Marker
from core.search.suggesting import Suggestions
from core.store import kept
from home.context_processors import identity
from home.search import Narrowing, count_miss, elsewhere, promoted, sections

PER_PAGE = 12


@require_safe
def search(request):
    """Live pages of the active language that readers may see, the best first. See ``core.search.finding``."""
    language = translation.get_language()
    typed = clean_query(request.GET.get("q", "")[:MAX_VALUE])
    narrowing = Narrowing(request, typed)
    found = Search(typed, language, narrowing.condition)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    marker = Marker(found.words, language)
    page.object_list = shown(entries, marker)
    for item in page.object_list:
        item.excerpt = marker.excerpt(item.entry)
    context = {
        "query": typed,
        "query_without_page": narrowing.address().removeprefix("?") if typed else "",
        "page_of_items": page,
        "items": page.object_list,
        "found": found,
    }
    if found.words:
        context["facets"] = narrowing.facets(found.groups)
        context["is_narrowed"] = bool(narrowing.chosen)
        if page.number == 1:
            context["promoted"] = promoted(typed, language)
            context["elsewhere_found"] = elsewhere(typed, language)
        if not page.object_list and not narrowing.chosen:
            context["sections"] = sections(language)
            if request.method == "GET":
                count_miss(typed, language)
    return render(request, "search.html", context)


def shown(entries, marker):
    """The pages of the entries, in their order, each with its ``entry`` and its title with what was found in it."""
    pages = public(Page.objects.live()).filter(pk__in=[entry.page_id for entry in entries])
    by_id = {page.pk: page for page in pages.select_related("locale", "content_type")} if entries else {}
    items = []
    for entry in entries:
        if page := by_id.get(entry.page_id):
            page.entry = entry
            page.marked_title = marker.marked(page.title)
            items.append(page)
    return items


@require_safe
def suggestions(request):
    """Titles for the list below the search box: a piece of HTML, empty if there is nothing to offer."""
    language = translation.get_language()
    found = Suggestions(clean_query(request.GET.get("q", "")[:MAX_VALUE]), language)
    return render(
        request, "components/search_suggestions.html", {"items": shown(found.best, Marker(found.words, language))}
    )


@require_safe
@cache_control(max_age=3600, public=True)
@kept
def identity_css(request):
    """The site's own colour as a custom property: data, so not in the style sheet; a sheet, so no inline style."""
    hue = int(identity(translation.get_language()).hue)
    return HttpResponse(f":root {{ --hue: {hue}; }}\n", content_type="text/css; charset=utf-8")
