"""Projects with as much text as their one-page summary allows, for tests; and what became of it."""

import json
from io import BytesIO

import typst
from pypdf import PdfReader

from core.typesetting import engine, printable
from projects.models import Organisation, Person, Place, ProjectIndexPage, ProjectPage
from projects.models.results import Indicator
from projects.models.rows import Objective, PartnerRole, ProjectPartner, ProjectPlace, ProjectSchool
from projects.one_page import pdf
from projects.one_page.budgets import LETTERS, LOGOS, NAME, ROW_LETTERS, ROWS, allowed
from tests.factories import make_image, make_page, translate

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


def home_in(home, language):
    """The home page in that language, published."""
    return home if language == home.language else translate(home, language, lambda text: f"{language} {text}")


INSCRIPTION, COLUMN, SQUARE, DOT = (1600, 120), (120, 1600), (400, 400), (24, 20)
ODD = [INSCRIPTION, COLUMN, SQUARE, DOT, INSCRIPTION, SQUARE]
WIDEST = [INSCRIPTION] * LOGOS


def make_logos(sizes):
    return [make_image(f"Logo {place}", size=size) for place, size in enumerate(sizes)]


def fullest_project(home, words, *, more_rows=3, logos=(None,), share=1):
    """Every field as long as it may be, or that share of it, and more rows than are shown. ``logos``: one partner each."""
    words = WORDS[words]
    locale = home.locale

    def letters(number):
        return int(allowed(number, locale.language_code) * share)

    def record(model, **fields):
        return model.objects.create(locale=locale, **fields)

    district = record(Place, name=filled(words, 120), kind="district")
    places = [record(Place, name=filled(words, 120), kind="settlement", parent=district) for _ in range(3)]
    name = filled(words, 255)
    organisations = [record(Organisation, name=name, kind="school", place=places[0], logo=logo) for logo in logos]
    page = ProjectPage(
        **{name: filled(words, letters(number)) for name, number in LETTERS.items()},
        planned_start="2022-09-01",
        planned_end="2026-11-30",
        budget="123456789.25",
        contact=record(Person, name=filled(words, 120), organisation=organisations[0]),
    )
    label, title = letters(ROW_LETTERS["indicators", "label"]), letters(ROW_LETTERS["objectives", "title"])
    count = {relation: shown + more_rows for relation, shown in ROWS.items()}
    page.objectives = [Objective(title=filled(words, title)) for _ in range(count["objectives"])]
    page.indicators = [
        Indicator(label=filled(words, label), target="123456789.25", sort_order=place)
        for place in range(count["indicators"])
    ]
    roles = PartnerRole.values
    page.partners = [
        ProjectPartner(organisation=organisations[place % len(logos)], role=roles[place % len(roles)], sort_order=place)
        for place in range(count["partners"])
    ]
    page.places = [ProjectPlace(place=places[place % 3], sort_order=place) for place in range(count["places"])]
    page.schools = [ProjectSchool(school=organisations[0], sort_order=place) for place in range(count["schools"])]
    assert NAME < 255
    for row in [*page.objectives.all(), *page.indicators.all(), *page.partners.all()]:
        row.locale = locale
    for row in [*page.places.all(), *page.schools.all()]:
        row.locale = locale
    return make_page(page, projects_section(home))


def shown(client, page):
    response = client.get(f"{page.url}one-page/")
    assert response.status_code == 200
    return response.content.decode()


def read(client, page):
    response = client.get(f"{page.url}one-page.pdf")
    assert response.status_code == 200
    return PdfReader(BytesIO(b"".join(response.streaming_content)))


def text_of(reader):
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


def size_of(page):
    compiler = typst.Compiler(font_paths=engine._fonts(), ignore_system_fonts=True)
    data = json.dumps(printable(pdf.material(page)))
    compiler.compile(input=pdf.TEMPLATE, sys_inputs={"data": data}, format="pdf")
    fit = json.loads(compiler.query("<fit>"))[0]["value"]
    return fit["size"]
