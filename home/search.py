"""What the page of the search shows around its results: facets, what editors put on top, other languages."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.apps import apps
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core import generation
from core.days import today
from core.languages import content_languages
from core.listing import MAX_VALUE, is_year
from core.models import BasePage, SearchMiss
from core.restrictions import public
from core.search.finding import found_in, words_of
from projects.models import ProjectPage
from projects.models.rows import ProjectTheme

MOST_OPTIONS = 8  # of a facet; the most frequent
MOST_MISSES = 500  # different queries a day and language
FACETS = {"kind": pgettext_lazy("of a page", "Type"), "project": _("Project"), "year": _("Year"), "theme": _("Theme")}


@dataclass
class Option:
    value: str
    label: object
    number: int
    address: str
    is_chosen: bool


@dataclass
class Facet:
    name: str
    label: str
    options: list
    without: str  # the address that takes the choice back; “” if there is none

    @property
    def is_useful(self):
        return bool(self.without) or len(self.options) > 1


class Narrowing:
    """What the reader chose beside the words, as a condition; a value that does not exist finds nothing."""

    def __init__(self, request, query):
        self.query = query
        values = {name: request.GET.get(name, "").replace("\x00", "").strip()[:MAX_VALUE] for name in FACETS}
        self.chosen = {name: value for name, value in values.items() if value}
        self.projects = projects(translation.get_language())

    @property
    def condition(self):
        conditions = {
            "kind": lambda value: Q(kind=value),
            "project": lambda value: Q(project__in=[key for key, one in self.projects.items() if one["slug"] == value]),
            "year": lambda value: Q(year=int(value)) if is_year(value) else Q(pk=None),
            "theme": lambda value: Q(project__in=[key for key, one in self.projects.items() if value in one["themes"]]),
        }
        found = Q()
        for name, value in self.chosen.items():
            found &= conditions[name](value)
        return found

    def facets(self, groups):
        """``groups`` is ``[(kind, project, year, number)]`` of what was found."""
        numbers = {name: {} for name in FACETS}
        for kind, project, year, number in groups:
            one = self.projects.get(project)
            values = [("kind", kind, kind_label(kind)), ("year", year and str(year), year)]
            if one:
                values.append(("project", one["slug"], one["title"]))
                values += [("theme", code, name) for code, name in one["themes"].items()]
            for name, value, label in values:
                if value:
                    before = numbers[name].get(value, (label, 0))[1]
                    numbers[name][value] = (label, before + number)
        return [facet for facet in (self.facet(name, numbers[name]) for name in FACETS) if facet.is_useful]

    def facet(self, name, numbers):
        frequent = sorted(numbers.items(), key=lambda item: (-item[1][1], str(item[1][0])))[:MOST_OPTIONS]
        if name == "year":
            frequent.sort(reverse=True)
        chosen = self.chosen.get(name)
        options = [
            Option(value, label, number, self.address(**{name: value}), value == chosen)
            for value, (label, number) in frequent
        ]
        return Facet(name, FACETS[name], options, self.address(**{name: None}) if chosen else "")

    def address(self, **changed):
        values = {"q": self.query, **self.chosen, **changed}
        return "?" + urlencode({name: value for name, value in values.items() if value})


def kind_label(name):
    return kinds().get(name, "")


def kinds():
    return dict(model.kind_for_readers() for model in apps.get_models() if issubclass(model, BasePage))


def projects(language):
    """``{translation key: {slug, title, themes: {code: record}}}`` of the live projects of a language."""

    def load():
        found = public(ProjectPage.objects.live()).filter(locale__language_code=language)
        known = {
            UUID(str(key)): {"slug": slug, "title": title, "themes": {}}
            for key, slug, title in found.values_list("translation_key", "slug", "title")
        }
        for row in ProjectTheme.objects.filter(page__in=found.values("pk")).select_related("theme", "page"):
            known[row.page.translation_key]["themes"][row.theme.code] = row.theme
        return known

    return generation.remember(("search projects", language), load)


def promoted(query, language):
    """What editors chose for these words, in whatever form they are typed: ``[{title, url, description}]``."""
    found = generation.remember(("promotions", language), lambda: promotions(language))
    return found.get(key_of(query, language), [])


def promotions(language):
    rows = SearchPromotion.objects.select_related("query", "page__locale").order_by("sort_order", "pk")
    pages = public(Page.objects.live()).filter(locale__language_code=language, alias_of__isnull=True)
    pages = {
        page.translation_key: page for page in pages.filter(translation_key__in=rows.values("page__translation_key"))
    }
    found = {}
    for row in rows:
        page = pages.get(row.page.translation_key) if row.page_id else None
        if page is None and not row.external_link_url:
            continue
        said = row.description if not page or row.page.locale_id == page.locale_id else ""
        shown = {
            "page": page,
            "title": page.title if page else row.external_link_text or row.external_link_url,
            "url": "" if page else row.external_link_url,
            "description": said,
        }
        found.setdefault(key_of(row.query.query_string, language), []).append(shown)
    return found


def key_of(query, language):
    return tuple(sorted(one.term for one in words_of(query, language)))


def elsewhere(query, language):
    """``[{code, name, number, address}]`` of the other languages in which something is found."""
    others = [code for code, _name in content_languages() if code != language]
    numbers = found_in(query, others)
    found = []
    for code, name in content_languages():
        if numbers.get(code):
            with translation.override(code):
                address = f"{reverse('search')}?{urlencode({'q': query})}"
            found.append({"code": code, "name": name, "number": numbers[code], "address": address})
    return found


def count_miss(query, language):
    """For the editors' report; nothing that looks like an address, a number of somebody or a message is kept."""
    words = words_of(query, language)
    said = " ".join(one.word for one in words)
    if not said or len(said) > 60 or "@" in query or sum(letter.isdigit() for letter in said) > 4:
        return
    key = {"day": today(), "language": language, "query": said}
    if SearchMiss.objects.filter(**key).update(count=F("count") + 1):
        return
    that_day = SearchMiss.objects.filter(day=key["day"], language=language)
    if that_day.count() < MOST_MISSES:
        SearchMiss.objects.get_or_create(**key, defaults={"count": 1})


def sections(language):
    """The list pages, as a way on for who found nothing."""

    def load():
        found = public(Page.objects.live()).filter(locale__language_code=language, depth=3, show_in_menus=True)
        return list(found.order_by("path"))

    return generation.remember(("search sections", language), load)
