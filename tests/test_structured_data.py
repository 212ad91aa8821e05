"""What pages say to machines as JSON-LD."""

import datetime
import json
import re

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import IndexPage
from home.models import FormPage, HomePage, SiteIdentity
from news.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage, PublicationPage, RoundTablePage
from news.models.event import EventKind, EventStatus
from projects.models import Person, Place, ProjectPage, SurveyPage
from projects.models.rows import PartnerRole
from tests.factories import make_image, make_page, translate
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
REQUIRED = {  # as Google's documentation has them
    "Event": {"name", "startDate", "location"},
    "EducationEvent": {"name", "startDate", "location"},
    "NewsArticle": {"headline", "datePublished", "dateModified", "author", "publisher", "inLanguage"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Dataset": {"name", "description", "license", "distribution"},
    "Report": {"name", "datePublished", "author", "publisher", "inLanguage"},
    "Project": {"name", "url"},
    "NGO": {"name"},
    "Person": {"name"},
    "ImageObject": {"contentUrl"},
    "MediaObject": {"contentUrl", "encodingFormat"},
    "VirtualLocation": {"url"},
    "WebPage": {"name", "url", "inLanguage"},
    "CollectionPage": {"name", "url", "inLanguage"},
    "ContactPage": {"name", "url", "inLanguage"},
    "WebSite": {"name", "url"},
}
MAIN = {
    HomePage: "NGO",
    ProjectPage: "Project",
    NewsPage: "NewsArticle",
    EventPage: "Event",
    RoundTablePage: "Event",
    PublicationPage: "Report",
    SurveyPage: "Dataset",
}


def scripts(client, address):
    return SCRIPT.findall(client.get(address).content.decode())


def said(client, page):
    (script,) = scripts(client, page.url)
    data = json.loads(script)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def main(client, page, kind):
    (found,) = [node for node in said(client, page) if node["@type"] == kind]
    return found


def nodes(value):
    if isinstance(value, list):
        for one in value:
            yield from nodes(one)
    elif isinstance(value, dict):
        yield value
        yield from nodes(list(value.values()))


def every_page():
    return Page.objects.live().filter(depth__gt=1).specific().select_related("locale").order_by("path")


@made_once
def events(home):
    return make_page(EventIndexPage, home, title="Tədbirlər")


@made_once
def place(db):
    place = Place(name="Bakı", kind="city")
    place.save()
    return place


@pytest.fixture
def event(events, place):
    fields = {"starts_at": datetime.datetime(2031, 5, 4, 10, 30, tzinfo=timezone.get_default_timezone())}

    def make(**own):
        return make_page(EventPage, events, **{"title": "Görüş", "place": place, **fields, **own})

    return make


@made_once
def section(home):
    return make_page(NewsIndexPage, home, title="Xəbərlər")


@pytest.fixture
def news(section):
    return lambda **fields: make_page(NewsPage, section, **{"title": "Xəbər", **fields})


def test_every_page_says_what_it_is_with_all_that_its_type_requires(demo):
    for page in every_page():
        graph = said(demo, page)
        for node in nodes(graph):
            assert all(value not in (None, "", [], {}) for value in node.values()), page.url
            missing = REQUIRED.get(node.get("@type"), set()) - set(node)
            is_named_again = set(node) <= {"@type", "@id", "name", "url"}
            assert not missing or is_named_again, (page.url, node)
        types = [node["@type"] for node in graph]
        assert len(types) == len(set(types)), page.url
        assert MAIN.get(type(page)) in {*types, None}, page.url
        assert ("BreadcrumbList" in types) == (page.depth > 2), page.url


def test_every_reference_within_a_page_is_to_something_on_it(demo):
    for page in every_page():
        graph = said(demo, page)
        described = {node["@id"] for node in nodes(graph) if "@type" in node and "@id" in node}
        web_page = next(node for node in graph if node["@type"].endswith("Page"))
        for name in ("mainEntity", "breadcrumb", "primaryImageOfPage"):
            assert web_page.get(name, {}).get("@id") in {*described, None}, (page.url, name)


def test_the_way_leads_from_the_home_page_to_this_one(demo):
    for page in every_page().filter(depth__gt=2):
        steps = main(demo, page, "BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, page.depth))
        assert steps[-1]["item"] == page.full_url
        assert [step["item"] for step in steps[:-1]] == [one.full_url for one in page.get_ancestors()[1:]]


def test_translations_are_named_by_their_original_and_the_other_way_round(demo):
    works = {}
    for page in every_page():
        for node in said(demo, page):
            if "inLanguage" in node:
                works[node["@id"]] = (page, node)
    for page, node in works.values():
        live = {other.full_url for other in page.get_translations().live()}
        assert {one["url"] for one in node.get("workTranslation", [])} <= live
        for one in node.get("workTranslation", []):
            assert works[one["@id"]][1]["translationOfWork"]["@id"] == node["@id"]
        if original := node.get("translationOfWork"):
            assert node["@id"] in {one["@id"] for one in works[original["@id"]][1]["workTranslation"]}
        is_text_in_several = live and not node["@type"].endswith("Page")
        assert not is_text_in_several or {"workTranslation", "translationOfWork"} & set(node), page.url


def test_whatever_the_record_has_is_said(demo):
    for page in every_page():
        if type(page) is ProjectPage:
            node = main(demo, page, "Project")
            assert ("startDate" in node, "endDate" in node) == (bool(page.starts_on), bool(page.ends_on))
            assert len(node.get("funder", [])) == len(page.funders)
            assert len(node.get("location", [])) == page.places.count()
            others = page.partners.exclude(role=PartnerRole.FUNDER).count()
            assert len(node.get("member", [])) == others + bool(page.contact)
        if isinstance(page, EventPage):
            node = main(demo, page, "EducationEvent" if page.kind in {"training", "seminar"} else "Event")
            assert {"description", "eventStatus", "eventAttendanceMode", "organizer", "image"} <= set(node)
            if isinstance(page, RoundTablePage):
                assert len(node.get("performer", [])) == page.speakers.count()
        if isinstance(page, SurveyPage):
            node = main(demo, page, "Dataset")
            assert {"creator", "spatialCoverage", "measurementTechnique"} <= set(node)
            assert ("temporalCoverage" in node) == bool(page.fieldwork_starts_on or page.fieldwork_ends_on)
            assert 50 <= len(node["description"]) <= 5000
        if isinstance(page, PublicationPage):
            assert len(main(demo, page, "Report").get("encoding", [])) == page.files.count()


@pytest.mark.parametrize(
    ("fields", "mode", "locations"),
    [
        ({}, "Offline", ["Place"]),
        ({"online_url": "https://meet.example.org/x"}, "Mixed", ["Place", "VirtualLocation"]),
        ({"place": None, "online_url": "https://meet.example.org/x"}, "Online", ["VirtualLocation"]),
        ({"place": None, "venue": "Zal 2"}, "Offline", ["Place"]),
    ],
)
def test_an_event_says_where_it_is(event, client, fields, mode, locations):
    node = main(client, event(**fields), "Event")
    assert node["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    found = node["location"] if isinstance(node["location"], list) else [node["location"]]
    assert [one["@type"] for one in found] == locations


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (EventStatus.SCHEDULED, "EventScheduled"),
        (EventStatus.HELD, "EventScheduled"),
        (EventStatus.POSTPONED, "EventPostponed"),
        (EventStatus.CANCELLED, "EventCancelled"),
    ],
)
def test_an_event_says_whether_it_takes_place(event, client, status, word):
    assert main(client, event(status=status), "Event")["eventStatus"] == f"https://schema.org/{word}"


def test_an_event_has_its_hour_with_the_zone_and_a_day_where_the_hour_is_not_known(event, client):
    assert main(client, event(), "Event")["startDate"] == "2031-05-04T10:30:00+04:00"
    midnight = datetime.datetime(2031, 5, 4, tzinfo=timezone.get_default_timezone())
    assert main(client, event(title="Gün", starts_at=midnight), "Event")["startDate"] == "2031-05-04"


def test_a_training_is_an_educational_event(event, client):
    assert main(client, event(kind=EventKind.TRAINING), "EducationEvent")


def test_an_event_without_a_place_is_a_page_only(event, client):
    assert {node["@type"] for node in said(client, event(place=None))} == {"WebPage", "BreadcrumbList"}


def test_the_address_to_join_is_gone_when_it_is_gone_from_the_page(event, client):
    past = datetime.datetime(2021, 5, 4, 10, tzinfo=timezone.get_default_timezone())
    page = event(place=None, online_url="https://meet.example.org/secret", starts_at=past)
    assert "meet.example.org" not in client.get(page.url).content.decode()
    assert main(client, page, "Event")["location"] == {"@type": "VirtualLocation", "url": page.full_url}


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "a\u2028b\u2029c", "<!--<script>", "&lt;\\"])
def test_no_text_breaks_out(news, client, text):
    page = news(title=f"Bir {text}", summary=text)
    (script,) = scripts(client, page.url)
    assert not set(script) & set("<>&\u2028\u2029")
    (article,) = [node for node in json.loads(script)["@graph"] if node["@type"] == "NewsArticle"]
    assert article["headline"] == page.title and article["description"] == text


def test_an_id_survives_a_new_slug_and_is_its_own_in_each_language(home, news, client):
    page = news()
    translate(home, "en", lambda text: "Home")
    english = translate(page.get_parent().specific, "en", lambda text: "News")
    before = main(client, page, "NewsArticle")["@id"]
    page.slug = "basqa"
    page.save_revision().publish()
    page.refresh_from_db()
    assert "basqa" in page.url and main(client, page, "NewsArticle")["@id"] == before
    translated = translate(page, "en", lambda text: "Translated")
    assert translated.get_parent().pk == english.pk
    assert main(client, translated, "NewsArticle")["@id"] != before
    assert main(client, translated, "NewsArticle")["translationOfWork"]["@id"] == before


def test_a_picture_has_its_credit_and_is_gone_with_its_consent(news, client):
    image = make_image(
        credit="Foto: Nərgiz", size=(900, 600), shows_people=True, consent_by="X", consent_on="2020-01-01"
    )
    page = news(lead_image=image, lead_image_alt="Dərs")
    assert main(client, page, "NewsArticle")["image"]["creditText"] == "Foto: Nərgiz"
    assert "X" not in [value for node in nodes(said(client, page)) for value in node.values()]
    image.consent_withdrawn_on = "2021-01-01"
    image.save()
    assert "image" not in main(client, page, "NewsArticle")


def test_a_person_is_a_name_and_an_organisation(demo, client):
    Person.objects.update(consent_on=None)
    pages = [page for page in every_page() if isinstance(page, ProjectPage | RoundTablePage)]
    people = [node for page in pages for node in nodes(said(client, page)) if node.get("@type") == "Person"]
    assert people
    assert {key for person in people for key in person} <= {"@type", "@id", "name", "affiliation", "url"}


def test_a_project_that_is_no_longer_public_is_not_named(demo, client):
    page = NewsPage.objects.live().filter(project__isnull=False, locale__language_code="az").first()
    assert page.project.title in json.dumps(said(client, page), ensure_ascii=False)
    PageViewRestriction.objects.create(page=page.project, restriction_type=PageViewRestriction.LOGIN)
    assert page.project.title not in json.dumps(said(client, page), ensure_ascii=False)


def test_a_draft_and_a_narrowed_list_say_nothing(news, client, admin_client):
    page = news()
    page.title = "Hələ gizli"
    page.save_revision()
    draft = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "Hələ gizli" in draft and not SCRIPT.search(draft)
    assert "Hələ gizli" not in json.dumps(said(client, page), ensure_ascii=False)
    assert not scripts(client, f"{page.get_parent().url}?kind=news")
    assert not scripts(client, "/search/") and not scripts(client, "/yoxdur/")


def test_the_kind_of_page_is_said(demo):
    for page in every_page().filter(locale__language_code="az"):
        expected = "CollectionPage" if isinstance(page, IndexPage) else "WebPage"
        if isinstance(page, FormPage) and page.show_contacts:
            expected = "ContactPage"
        assert main(demo, page, expected)


def test_the_time_of_the_fieldwork_may_be_open(demo, client):
    page = SurveyPage.objects.live().first()
    for ends_on, coverage in (
        (None, "2022-09-01/.."),
        ("2022-09-01", "2022-09-01"),
        ("2022-10-01", "2022-09-01/2022-10-01"),
    ):
        page.fieldwork_starts_on, page.fieldwork_ends_on = "2022-09-01", ends_on
        page.save()
        assert main(client, page, "Dataset")["temporalCoverage"] == coverage


def test_a_site_without_an_identity_has_no_organisation(home, client):
    SiteIdentity.objects.all().delete()
    assert [node["@type"] for node in said(client, home)] == ["WebPage"]


def test_pages_of_texts_are_shared_as_articles_with_a_large_picture(news, home, client):
    html = client.get(news(date=datetime.date(2022, 11, 29)).url).content.decode()
    assert '<meta property="og:type" content="article">' in html
    assert '<meta property="article:published_time" content="2022-11-29">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert '<meta property="og:type" content="website">' in client.get(home.url).content.decode()


def test_an_alias_is_not_to_be_found(news, home, client):
    page = news()
    alias = page.create_alias(parent=page.get_parent(), update_slug="yenə")
    html = client.get(alias.url).content.decode()
    assert "noindex" in html and "canonical" not in html and 'hreflang="x-default"' not in html
    assert not SCRIPT.search(html)
