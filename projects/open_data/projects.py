"""Projects with what their pages say in dates, figures and names of organisations. Names of people are left out."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.open_data import Column, Dataset, Table, column, label_column
from core.open_data.datasets import ABOUT_PAGE, LANGUAGE, SUMMARY, row_column
from core.open_data.loading import about, choice, day, in_numbers, name_of, number, pages_of, row_id, rows_of
from projects.models import Indicator, Organisation, Place, ProjectPage
from projects.models.rows import Activity, Objective, ProjectPartner, ProjectPlace, ProjectSchool, ProjectTheme
from projects.models.status import ActivityStatus
from projects.open_data.iati.identifiers import identifiers, may_be_activity

DATES = ("planned_start", "planned_end", "actual_start", "actual_end")
PROSE = ("main_idea", "goal", "expected_change", "beneficiaries")


def load(language):
    with override(language):
        pages = pages_of(ProjectPage, language)
        rows = {
            "partners": rows_of(ProjectPartner, pages, "organisation"),
            "places": rows_of(ProjectPlace, pages, "place__parent__parent__parent"),
            "schools": rows_of(ProjectSchool, pages, "school"),
            "themes": rows_of(ProjectTheme, pages, "theme"),
            "objectives": rows_of(Objective, pages),
            "activities": rows_of(Activity, pages),
            "indicators": rows_of(Indicator, pages),
        }
        return [record(page, {name: found[page.pk] for name, found in rows.items()}) for page in pages]


def record(page, rows):
    dates = {name: day(getattr(page, name)) for name in DATES}
    is_activity = may_be_activity(dates.values(), [row.iati_role for row in rows["partners"]])
    return {
        **about(page),
        "identifier": page.identifier,
        "iati_identifier": identifiers()[str(page.translation_key)] if is_activity else None,
        "status": {"code": page.status.value, "label": str(page.status.label)},
        **dates,
        "budget": number(page.budget),
        "currency": page.currency if page.budget is not None else None,
        "sector": choice(page, "sector"),
        "sdg": choice(page, "sdg"),
        **{name: getattr(page, name) for name in PROSE},
        "places": [{**row_id(row), **place_of(row.place)} for row in rows["places"]],
        "schools": [name_of(row.school) for row in rows["schools"]],
        "themes": [name_of(row.theme) for row in rows["themes"]],
        "partners": [partner(row) for row in rows["partners"]],
        "objectives": [
            {**row_id(row), "number": row.number, "title": row.title, "text": row.text}
            for row in in_numbers(rows["objectives"])
        ],
        "activities": [activity(row) for row in rows["activities"]],
        "indicators": [indicator(row) for row in rows["indicators"]],
    }


def place_of(place):
    within, one = [], place.parent
    while one is not None and len(within) < 3:
        within.append(name_of(one))
        one = one.parent
    return {
        "place": name_of(place),
        "kind": choice(place, "kind"),
        "within": within,
        "latitude": number(place.latitude),
        "longitude": number(place.longitude),
    }


def organisation_of(organisation):
    return {
        **name_of(organisation),
        "kind": choice(organisation, "kind"),
        "iati_identifier": organisation.iati_identifier,
    }


def partner(row):
    return {
        **row_id(row),
        "organisation": organisation_of(row.organisation),
        "role": choice(row, "role"),
        "iati_role": row.iati_role,
        "note": row.note,
    }


def activity(row):
    return {
        **row_id(row),
        "objective": row.objective_number,
        "title": row.title,
        "starts_on": day(row.starts_on),
        "ends_on": day(row.ends_on),
        "state": choice(row, "state"),
    }


def indicator(row):
    return {
        **row_id(row),
        "objective": row.objective_number,
        "label": row.label,
        "level": choice(row, "level"),
        "unit": choice(row, "unit"),
        "baseline": number(row.baseline),
        "target": number(row.target),
        "actual": number(row.actual),
        "note": row.note,
    }


OF_PROJECT = (Column("project", _("Identifier of the project"), "id"), LANGUAGE)

PROJECTS = Dataset(
    name="projects",
    title=_("Projects"),
    about=_("Every project with its dates, places, partners, objectives, activities and indicators."),
    load=load,
    tables=(
        Table(
            name="projects",
            about=_("A row for each project."),
            columns=(
                *ABOUT_PAGE,
                Column("own_identifier", _("The organisation’s own number of the project"), "identifier"),
                Column("iati_identifier", _("Identifier of the activity in IATI"), "iati_identifier"),
                Column("status", _("Status"), "status.code", tuple(ActivityStatus.choices)),
                Column("status_label", _("Status"), "status.label"),
                *[column(ProjectPage, name) for name in DATES],
                column(ProjectPage, "budget"),
                Column("currency", _("Currency"), "currency"),
                column(ProjectPage, "sector"),
                label_column(ProjectPage, "sector"),
                column(ProjectPage, "sdg"),
                Column("places", _("Places"), "places.place.name"),
                Column("schools", _("Target schools"), "schools.name"),
                Column("themes", _("Themes"), "themes.name"),
                SUMMARY,
                *[column(ProjectPage, name) for name in PROSE],
            ),
        ),
        Table(
            name="partners",
            about=_("A row for each organisation in each of its roles in a project."),
            rows="partners",
            columns=(
                row_column("partners"),
                *OF_PROJECT,
                Column("organisation", _("Identifier of the organisation"), "partners.organisation.id"),
                Column("name", _("Name"), "partners.organisation.name"),
                Column("name_language", _("Language of the name"), "partners.organisation.language"),
                column(Organisation, "iati_identifier", path="partners.organisation.iati_identifier"),
                column(ProjectPartner, "role", path="partners.role"),
                label_column(ProjectPartner, "role", path="partners.role"),
                column(ProjectPartner, "note", path="partners.note"),
            ),
        ),
        Table(
            name="places",
            about=_("A row for each place of a project."),
            rows="places",
            columns=(
                row_column("places"),
                *OF_PROJECT,
                Column("place", _("Identifier of the place"), "places.place.id"),
                Column("name", _("Name"), "places.place.name"),
                Column("name_language", _("Language of the name"), "places.place.language"),
                column(Place, "kind", path="places.kind"),
                Column("within", _("Places it lies in, the nearest first"), "places.within.name"),
                column(Place, "latitude", path="places.latitude"),
                column(Place, "longitude", path="places.longitude"),
            ),
        ),
        Table(
            name="activities",
            about=_("A row for each activity of a project."),
            rows="activities",
            columns=(
                row_column("activities"),
                *OF_PROJECT,
                column(Activity, "objective_number", name="objective", path="activities.objective"),
                column(Activity, "title", path="activities.title"),
                column(Activity, "starts_on", path="activities.starts_on"),
                column(Activity, "ends_on", path="activities.ends_on"),
                column(Activity, "state", path="activities.state"),
                label_column(Activity, "state", path="activities.state"),
            ),
        ),
        Table(
            name="indicators",
            about=_("A row for each indicator of a project. An empty value is not known yet; it is not zero."),
            rows="indicators",
            columns=(
                row_column("indicators"),
                *OF_PROJECT,
                column(Indicator, "objective_number", name="objective", path="indicators.objective"),
                column(Indicator, "label", path="indicators.label"),
                column(Indicator, "level", path="indicators.level"),
                label_column(Indicator, "level", path="indicators.level"),
                column(Indicator, "unit", path="indicators.unit"),
                column(Indicator, "baseline", path="indicators.baseline"),
                column(Indicator, "target", path="indicators.target"),
                column(Indicator, "actual", path="indicators.actual"),
                column(Indicator, "note", path="indicators.note"),
            ),
        ),
    ),
)
