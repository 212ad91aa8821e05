"""Projects with as much text as their one-page summary allows, for tests."""

from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage
from projects.models.results import Indicator
from projects.models.rows import Objective, PartnerRole, ProjectPartner, ProjectPlace, ProjectSchool
from projects.one_page.budgets import LETTERS, NAME, ROW_LETTERS, ROWS
from tests.factories import make_page

WORDS = {  # as people write, in long words; and the widest and the longest that can be typed
    "prose": "Təhsildə idarəetmənin ictimailəşdirilməsinə dəstək göstərilməsi, müəllimlərin ixtisasartırması və valideynlərlə ",
    "wide": "ƏWMŞ ",
    "unbroken": "ictimailəşdirilmə",
}


def filled(words, letters):
    """Exactly so many letters."""
    return (words * (letters // len(words) + 1))[:letters].rstrip().ljust(letters, "ə")


def projects_section(home):
    return ProjectIndexPage.objects.filter(locale=home.locale).first() or make_page(
        ProjectIndexPage, home, title="Layihələr"
    )


def make_project(home, *, live=True, **fields):
    return make_page(ProjectPage, projects_section(home), live=live, **{"title": "Layihə", **fields})


def fullest_project(home, words, *, more_rows=3):
    """Every field as long as it may be, and more rows than are shown."""
    words = WORDS[words]
    locale = home.locale

    def record(model, **fields):
        return model.objects.create(locale=locale, **fields)

    district = record(Place, name=filled(words, 120), kind="district")
    places = [record(Place, name=filled(words, 120), kind="settlement", parent=district) for _ in range(3)]
    organisation = record(Organisation, name=filled(words, 255), kind="school", place=places[0])
    page = ProjectPage(
        **{name: filled(words, letters) for name, letters in LETTERS.items()},
        planned_start="2022-09-01",
        planned_end="2026-11-30",
        budget="123456789.25",
        contact=record(Person, name=filled(words, 120), organisation=organisation),
    )
    label, title = ROW_LETTERS["indicators", "label"], ROW_LETTERS["objectives", "title"]
    count = {relation: shown + more_rows for relation, shown in ROWS.items()}
    page.objectives = [Objective(title=filled(words, title)) for _ in range(count["objectives"])]
    page.indicators = [
        Indicator(label=filled(words, label), target="123456789.25", sort_order=place)
        for place in range(count["indicators"])
    ]
    roles = PartnerRole.values
    page.partners = [
        ProjectPartner(organisation=organisation, role=roles[place % len(roles)], sort_order=place)
        for place in range(count["partners"])
    ]
    page.places = [ProjectPlace(place=places[place % 3], sort_order=place) for place in range(count["places"])]
    page.schools = [ProjectSchool(school=organisation, sort_order=place) for place in range(count["schools"])]
    assert NAME < 255
    for row in [*page.objectives.all(), *page.indicators.all(), *page.partners.all()]:
        row.locale = locale
    for row in [*page.places.all(), *page.schools.all()]:
        row.locale = locale
    return make_page(page, projects_section(home))
