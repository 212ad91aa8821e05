"""Filters that lists of projects, and of pages about projects, have in common."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.alphabet import in_alphabet
from core.listing import Filter, is_year
from projects.models.directory import Place, Theme
from projects.models.project import ProjectPage
from projects.models.status import ActivityStatus


def by_theme(lookup="themes__theme__code"):
    def options(page):
        used = page.items().filter(**{f"{lookup}__isnull": False}).order_by().values_list(lookup, flat=True).distinct()
        themes = Theme.objects.filter(locale_id=page.locale_id, code__in=list(used))
        themes = in_alphabet(themes, page.language)
        return [(theme.code, theme) for theme in themes]

    return Filter("theme", _("Theme"), options, lambda items, value: items.filter(**{lookup: value}).distinct())


def by_place(lookup="places__place"):
    """By a place or any place within it. The value is the id of the place in the reader's language."""

    def options(page):
        with_place = page.items().filter(**{f"{lookup}__isnull": False}).order_by()
        used = with_place.values_list(f"{lookup}_id", flat=True).distinct()
        found = in_alphabet(Place.objects.filter(locale_id=page.locale_id), page.language)
        places = {place.pk: place for place in found}
        shown = set()
        for pk in used:
            while pk in places and pk not in shown:
                shown.add(pk)
                pk = places[pk].parent_id
        return [(str(pk), place) for pk, place in places.items() if pk in shown]

    def narrow(items, value):
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            return items.none()
        within = Q()
        for levels in range(4):
            path = lookup + "__parent" * levels
            within |= Q(**{path: int(value)})
        return items.filter(within).distinct()

    return Filter("place", _("Place"), options, narrow)


def by_project():
    """By the slug of the project in the reader's language."""

    def options(page):
        about_one = page.items().filter(project__isnull=False).order_by()
        keys = about_one.values_list("project__translation_key", flat=True).distinct()
        projects = ProjectPage.objects.live().filter(translation_key__in=list(keys), locale_id=page.locale_id)
        return [(project.slug, project.title) for project in in_alphabet(projects.order_by("title"), page.language)]

    def narrow(items, value):
        keys = ProjectPage.objects.filter(slug=value).values("translation_key")
        return items.filter(project__translation_key__in=keys)

    return Filter("project", _("Project"), options, narrow)


def _project_years(page):
    """Every year in which some project runs."""
    years = set()
    for starts_on, ends_on in page.items().values_list("planned_start", "planned_end"):
        if starts_on:
            years.update(range(starts_on.year, (ends_on or starts_on).year + 1))
    return [(str(year), str(year)) for year in sorted(years, reverse=True)]


def _runs_in(items, value):
    if not is_year(value):
        return items.none()
    year = int(value)
    still_runs = Q(planned_end__year__gte=year) | Q(planned_end__isnull=True, planned_start__year=year)
    return items.filter(still_runs, planned_start__year__lte=year)


def _by_status():
    return Filter(
        "status",
        _("Status"),
        lambda page: [choice for choice in ActivityStatus.choices if page.items().in_state(choice[0]).exists()],
        lambda items, value: items.in_state(value) if value in ActivityStatus.values else items.none(),
    )


PROJECT_FILTERS = (by_theme(), by_place(), Filter("year", _("Year"), _project_years, _runs_in), _by_status())
