"""A link to another site says in which language it goes on there, where that is another than the page's."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db.models import URLField
from django.template.loader import render_to_string
from django.utils import translation
from wagtail_localize.fields import get_translatable_fields

from core.fields import AddressLanguageField
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProposalPackagePage
from projects.models.proposals import Proposal
from projects.models.results import Distribution
from projects.models.rows import ProjectPartner
from tests.factories import make_page, translate
from tests.translating import in_english
from tests.worlds import made_once

pytestmark = pytest.mark.once


def link(page_language="az", **context):
    with translation.override(page_language):
        html = render_to_string("components/outside_link.html", {"url": "https://www.example.org/a", **context})
    return BeautifulSoup(html, "html.parser")


def test_a_link_names_the_language_of_what_it_opens_where_that_is_another():
    foreign = link(language="en")
    assert (foreign.a["hreflang"], foreign.a.string) == ("en", "example.org")
    assert foreign.get_text().strip() == "example.org (English)"
    assert foreign.span["lang"] == "en"


def test_a_link_within_the_language_of_the_page_needs_no_word():
    own = link("en", language="en")
    assert own.a["hreflang"] == "en"
    assert own.get_text().strip() == "example.org"


def test_a_link_of_which_nobody_has_said_the_language_claims_none():
    assert not link(language="").a.has_attr("hreflang")
    assert link().get_text().strip() == "example.org"


ADDRESSES = [
    (model, field.name)
    for app in ("home", "news", "projects")
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.get_fields()
    if isinstance(field, URLField)
]


@pytest.mark.parametrize(("model", "name"), ADDRESSES, ids=lambda one: getattr(one, "__name__", one))
def test_every_address_has_a_language_beside_it_that_is_a_fact(model, name):
    name += "_language"
    assert isinstance(model._meta.get_field(name), AddressLanguageField)
    fields = {field.field_name: field for field in get_translatable_fields(model)}
    assert fields[name].is_synchronized(None)
    assert not fields[name].is_overridable(None)


@made_once
def project(home):
    translate(home, "en", in_english)
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    translate(section, "en", in_english)
    organisation = Organisation(name="Fond", kind="ngo", url="https://fund.example/", url_language="tr")
    organisation.save()
    page = ProjectPage(title="Layihə")
    page.partners = [ProjectPartner(organisation=organisation, role="funder")]
    page.distributions = [Distribution(channel="press", url="https://press.example/", url_language="en")]
    return make_page(page, section)


def notes(client, page):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    links = soup.main.select("a[rel=noreferrer]")
    return {
        one.get_text(): (one["hreflang"], (one.find_next_sibling("span", lang=True) or {}).get("lang")) for one in links
    }


@pytest.mark.django_db
def test_the_rows_of_a_project_and_its_organisations_say_it(project, client):
    assert notes(client, project) == {"Fond": ("tr", "tr"), "press.example": ("en", "en")}


@pytest.mark.django_db
def test_its_translation_says_it_to_its_own_readers(project, client):
    names = notes(client, translate(project, "en", in_english))
    assert names["press.example"] == ("en", None)
    assert names["Fond"][0] == "tr"


@pytest.mark.django_db
def test_where_a_decision_can_be_read(project, client):
    page = ProposalPackagePage(title="Təkliflər", addressee=Organisation.objects.get(locale=project.locale))
    evidence = {"evidence_url": "https://law.example/", "evidence_url_language": "en"}
    page.proposals = [Proposal(text="Birinci", **evidence)]
    assert notes(client, make_page(page, project)) == {"law.example": ("en", "en")}
