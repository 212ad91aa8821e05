"""The facts of the pages as files: the same facts, in the language of the address, and nothing that no page shows."""

import csv
import json
from io import StringIO
from xml.etree.ElementTree import fromstring

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from core import generation
from core.open_data import datasets
from core.templatetags.shown import number
from home.models import HomePage, StandardPage
from news.models import EventPage, PublicationPage, RoundTablePage
from news.models.round_table import Speaker, Suggestion
from projects.models import Organisation, Person, ProjectPage, ProposalPackagePage, SurveyPage
from projects.models.results import Indicator
from projects.models.rows import PartnerRole, ProjectPartner
from tests.factories import locale, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PREFIXES = {"az": "", "en": "/en", "tr": "/tr"}
MODELS = {
    "projects": ProjectPage,
    "events": EventPage,
    "surveys": SurveyPage,
    "proposals": ProposalPackagePage,
    "publications": PublicationPage,
}
TABLES = {table.name: table for one in datasets() for table in one.tables}


def address(name, language="az"):
    return f"{PREFIXES[language]}/data/{name}"


def get_json(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return json.loads(response.content)


def get_csv(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def every_address(language="az"):
    names = [f"{one}.json" for one in MODELS] + [f"{one}.csv" for one in TABLES]
    return [address(name, language) for name in names]


def project_in(language):
    pages = ProjectPage.objects.live().filter(locale=locale(language))
    return max(pages, key=lambda page: page.indicators.count())


@pytest.mark.parametrize("language", PREFIXES)
def test_a_set_holds_the_live_pages_of_its_language_and_no_others(demo, client, language):
    for name, model in MODELS.items():
        records = get_json(client, address(f"{name}.json", language))["records"]
        pages = model.objects.live().filter(locale=locale(language))
        assert {record["id"] for record in records} == {str(page.translation_key) for page in pages}
        assert {record["url"] for record in records} == {page.full_url for page in pages}
        assert {record["language"] for record in records} <= {language}


@pytest.mark.parametrize("language", PREFIXES)
def test_a_project_says_the_same_on_its_page_in_json_in_csv_and_in_iati(demo, client, language):
    page = project_in(language)
    shown = " ".join(BeautifulSoup(client.get(page.url).content, "html.parser").get_text(" ").split())
    [record] = [
        one
        for one in get_json(client, address("projects.json", language))["records"]
        if one["id"] == str(page.translation_key)
    ]
    [row] = [one for one in get_csv(client, address("projects.csv", language)) if one["id"] == record["id"]]
    activity = fromstring(client.get(f"{page.url}iati.xml").content)[0]
    own = get_json(client, f"{page.url}data.json")
    lines = {
        one["field"]: one["value"] for one in get_csv(client, f"{page.url}data.csv") if one["dataset"] == "projects"
    }

    assert own["project"] == record
    for name in ("title", "summary", "goal", "main_idea", "expected_change", "beneficiaries"):
        assert record[name] == row[name] == lines[name]
        assert " ".join(record[name].split()) in shown
    assert record["status"]["code"] == row["status"] == activity.find("activity-status").get("code")
    assert record["status"]["label"] in shown
    assert record["planned_start"] == row["planned_start"] == activity.find("activity-date[@type='1']").get("iso-date")
    assert record["iati_identifier"] == row["iati_identifier"] == activity.findtext("iati-identifier")

    partners = [one for one in get_csv(client, address("partners.csv", language)) if one["project"] == record["id"]]
    assert [one["organisation"]["name"] for one in record["partners"]] == [one["name"] for one in partners]
    assert all(one["name"] in shown and one["role_label"] in shown for one in partners)

    indicators = [one for one in get_csv(client, address("indicators.csv", language)) if one["project"] == record["id"]]
    in_iati = {
        one.find(f"title/narrative[@{{http://www.w3.org/XML/1998/namespace}}lang='{language}']").text: one
        for one in activity.iterfind("result/indicator")
    }
    assert [one["label"] for one in record["indicators"]] == [one["label"] for one in indicators]
    for one, in_row in zip(record["indicators"], indicators, strict=True):
        told = in_iati[one["label"]]
        assert one["label"] in shown
        for name in ("target", "actual"):
            value = "" if one[name] is None else str(one[name])
            found = told.find(f"period/{name}")
            assert value == in_row[name] == ("" if found is None else found.get("value"))
            assert not value or number(one[name]) in shown


def test_surveys_give_counted_answers_as_their_pages_do(demo, client):
    page = SurveyPage.objects.live().get(locale=locale("az"))
    [survey] = get_json(client, address("surveys.json"))["records"]
    assert survey["project"] == str(page.get_parent().translation_key)
    rows = get_csv(client, address("answers.csv"))
    expected = [
        (question.text, answer["label"], str(answer["count"]), str(answer["percent"]))
        for question in page.questions.all()
        for answer in question.answers
    ]
    assert [(row["question"], row["answer"], row["count"], row["percent"]) for row in rows] == expected
    groups = get_csv(client, address("respondents.csv"))
    assert [(row["group"], row["planned"]) for row in groups] == [(g.label, str(g.planned)) for g in page.groups.all()]


def test_proposals_say_what_became_of_them(demo, client):
    page = ProposalPackagePage.objects.live().get(locale=locale("en"))
    rows = get_csv(client, address("proposals.csv", "en"))
    with translation.override("en"):
        expected = [
            (str(one.number), one.text, one.status, one.get_status_display())
            for one in page.proposals.order_by("number")
        ]
    assert [(row["number"], row["proposal"], row["status"], row["status_label"]) for row in rows] == expected


def test_a_suggestion_points_to_the_proposal_it_became_and_nobody_is_named(demo, client):
    page = RoundTablePage.objects.live().filter(locale=locale("az")).first()
    person = Person.objects.create(name="Şəxs Adlı", locale=page.locale)
    package = ProposalPackagePage.objects.get(locale=locale("az"))
    page.suggestions = [Suggestion(number=1, text="Birgə plan", by=person, proposal_number=2)]
    page.speakers = [Speaker(person=person)]
    page.suggestions_outcome, page.package = "listed", package
    page.save_revision()
    publish(page)
    [row] = get_csv(client, address("suggestions.csv"))
    assert (row["suggestion"], row["proposal_number"], row["package"]) == (
        "Birgə plan",
        "2",
        str(package.translation_key),
    )
    assert person.name in client.get(page.url).content.decode()
    assert not [path for path in every_address() if person.name in client.get(path).content.decode()]


def test_identifiers_put_the_languages_of_a_thing_together(demo, client):
    rows = {
        language: {row["id"]: row for row in get_csv(client, address("indicators.csv", language))}
        for language in PREFIXES
    }
    assert rows["az"].keys() == rows["en"].keys() == rows["tr"].keys()
    for key, row in rows["az"].items():
        assert row["target"] == rows["en"][key]["target"] == rows["tr"][key]["target"]


def test_untranslated_draft_and_private_pages_are_nowhere(demo, client):
    missing = demo.untranslated_in_turkish
    everything = "".join(client.get(path).content.decode() for path in every_address("tr"))
    assert missing
    assert not [page.title for page in missing if page.title in everything]

    draft, private = EventPage.objects.live().filter(locale=locale("az"))[:2]
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    everything = "".join(client.get(path).content.decode() for path in every_address("az"))
    assert str(draft.translation_key) not in everything
    assert str(private.translation_key) not in everything


def test_a_project_that_is_not_public_is_not_even_pointed_to(demo, client):
    project = project_in("az")
    for page in ProjectPage.objects.filter(translation_key=project.translation_key):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    for language in PREFIXES:
        for path in every_address(language):
            assert str(project.translation_key) not in client.get(path).content.decode(), path


def test_no_cell_is_a_formula(demo, client):
    page = project_in("az")
    page.goal = '=HYPERLINK("https://example.org")'
    page.indicators = [Indicator(label=text) for text in ("@SUM(1)", "-5", "+994 12 345", "\t=1", "-1+cmd|x", "＝1")]
    page.save_revision()
    publish(page)
    [row] = [one for one in get_csv(client, address("projects.csv")) if one["id"] == str(page.translation_key)]
    assert row["goal"] == "'" + page.goal
    labels = [one["label"] for one in get_csv(client, address("indicators.csv")) if one["project"] == row["id"]]
    assert labels == ["'@SUM(1)", "-5", "+994 12 345", "'\t=1", "'-1+cmd|x", "'＝1"]
    assert "'=HYPERLINK" in client.get(f"{page.url}data.csv").content.decode()
    [record] = [one for one in get_json(client, address("projects.json"))["records"] if one["id"] == row["id"]]
    assert record["goal"] == page.goal


def test_who_has_a_file_already_does_not_get_it_again(demo, client):
    page = project_in("az")
    own = [f"{page.url}{name}" for name in ("iati.xml", "data.json", "data.csv")]
    for path in [*every_address(), *own, "/iati/activities.xml"]:
        response = client.get(path)
        etag = response.headers["ETag"]
        again = client.get(path, headers={"if-none-match": etag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag), path
        assert client.head(path).status_code == 200
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert 'rel="license"' in response.headers["Link"]


def test_a_change_is_in_the_file_at_once(demo, client):
    page = project_in("az")
    before = client.get(address("projects.json")).headers["ETag"]
    page.goal = "Yeni məqsəd"
    page.save_revision()
    publish(page)
    response = client.get(address("projects.json"), headers={"if-none-match": before})
    assert response.status_code == 200
    assert "Yeni məqsəd" in response.content.decode()


def test_the_licence_is_a_setting(demo, client, settings):
    settings.DATA_LICENCE = {"name": "ODbL 1.0", "url": "https://opendatacommons.org/licenses/odbl/1-0/"}
    assert get_json(client, address("projects.json"))["licence"] == settings.DATA_LICENCE
    assert "ODbL 1.0" in client.get(address("")).content.decode()
    assert "ODbL 1.0" in client.get("/iati/activities.xml").content.decode()


@pytest.mark.parametrize(
    "path", ["/data/x.json", "/data/projects.xml", "/data/indicators.json", "/data/projects", "/data/../x.csv"]
)
def test_what_there_is_not_is_not_found(client, home, path):
    assert client.get(path).status_code in {301, 404}


def test_a_file_has_no_second_address(demo, client):
    page = project_in("az")
    for name in ("iati.xml", "data.json", "data.csv"):
        assert client.get(f"{page.url}{name}/").status_code == 404
    assert client.post(address("projects.json")).status_code == 405


@pytest.mark.parametrize("language", PREFIXES)
def test_the_page_about_the_data_explains_every_file_and_every_column(demo, client, language):
    soup = BeautifulSoup(client.get(address("", language)).content, "html.parser")
    assert soup.html["lang"] == language
    links = {link["href"] for link in soup.main.find_all("a", href=True)}
    assert links >= {*every_address(language), "/iati/activities.xml", "https://creativecommons.org/licenses/by/4.0/"}
    named = {code.get_text() for code in soup.find_all("code")}
    for name, table in TABLES.items():
        [*rows] = csv.reader(StringIO(client.get(address(f"{name}.csv", language)).content.decode("utf-8-sig")))
        assert rows[0] == [column.name for column in table.columns]
        assert len(set(rows[0])) == len(rows[0]), name
        assert set(rows[0]) <= named
    assert soup.find("link", rel="canonical")["href"].endswith(address("", language))
    alternates = {one["hreflang"] for one in soup.find_all("link", rel="alternate", hreflang=True)}
    assert alternates >= {*PREFIXES, "x-default"}
    assert not soup.find("meta", attrs={"name": "robots"})


def test_the_fields_in_json_are_those_that_the_tables_explain(demo, client):
    for one in datasets():
        told = {column.path.split(".")[0] for table in one.tables for column in table.columns}
        told |= {table.rows.split(".")[0] for table in one.tables}
        for record in get_json(client, address(f"{one.name}.json"))["records"]:
            assert record.keys() - told <= {"summary", "objectives", "iati_category"}, one.name


@pytest.mark.parametrize("language", PREFIXES)
def test_every_page_leads_to_the_data_and_a_project_to_its_own(demo, client, language):
    home = HomePage.objects.get(locale=locale(language))
    assert f'href="{address("", language)}"' in client.get(home.url).content.decode()
    page = project_in(language)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    links = [link["href"] for link in soup.find(class_="data-links").find_all("a")]
    assert links == [*[f"{page.url}{name}" for name in ("iati.xml", "data.json", "data.csv")], address("", language)]
    assert {client.get(link).status_code for link in links} == {200}


def test_no_page_takes_the_address_of_the_data(home):
    page = make_page(StandardPage, home, title="Data")
    assert page.slug != "data"


def cold_queries(client, path):
    """Of a process that has nothing of this generation yet, but has been running."""
    client.get(path)
    generation.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured.captured_queries)


def test_a_file_costs_the_same_with_few_projects_and_with_many(demo, client):
    page = project_in("az")
    paths = [*every_address(), address(""), "/iati/activities.xml", f"{page.url}iati.xml", f"{page.url}data.json"]
    before = {path: cold_queries(client, path) for path in paths}
    partner = Organisation.objects.filter(locale=page.locale).first()
    for count in range(6):
        project = ProjectPage(title=f"Layihə {count}", planned_start=page.planned_start)
        project.partners = [ProjectPartner(organisation=partner, role=PartnerRole.IMPLEMENTER)]
        project.indicators = [Indicator(label="Görüşlər", target=count)]
        make_page(project, page.get_parent())
    after = {path: cold_queries(client, path) for path in paths}
    assert after == before
    assert max(after.values()) < 120


def test_a_file_that_was_made_costs_next_to_nothing(demo, client):
    page = project_in("az")
    for path, budget in {
        address("projects.json"): 1,
        address("indicators.csv"): 1,
        "/iati/activities.xml": 1,
        address(""): 2,
        f"{page.url}iati.xml": 3,
        f"{page.url}data.csv": 3,
    }.items():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        assert len(captured.captured_queries) <= budget, (path, *captured.captured_queries)
