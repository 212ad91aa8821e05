"""What a page costs on a warm process: the second request, with the one query that asks for the generation."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, get_page_models

from core.models import IndexPage
from news.models import NewsIndexPage, NewsPage
from projects.models import Person, ProjectPage
from tests.factories import make_document, make_image, make_page

pytestmark = pytest.mark.django_db

ARTICLE, LISTING, PROJECT = 3, 4, 12
BUDGETS = {
    "NewsPage": ARTICLE,
    "StandardPage": ARTICLE,
    "PrivacyPage": ARTICLE + 2,  # the forms, and their periods
    "FormPage": ARTICLE,
    "SchoolCommunityPage": ARTICLE + 1,
    "PublicationPage": ARTICLE + 1,
    "ProposalPackagePage": ARTICLE + 2,
    "EventPage": ARTICLE + 1,
    "SurveyPage": ARTICLE + 3,
    "RoundTablePage": 9,
    "HomePage": 9,
    "ProjectPage": PROJECT,
}


def warm_queries(client, address):
    for _ in range(2):
        assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("model", [model for model in get_page_models() if model is not Page], ids=lambda m: m.__name__)
def test_every_page_type_stays_within_its_budget(demo, client, model):
    budget = LISTING if issubclass(model, IndexPage) else BUDGETS[model.__name__]
    for page in model.objects.live().exact_type(model):
        queries = warm_queries(client, page.url)
        assert len(queries) <= budget, (page.url, *queries)


@pytest.mark.parametrize(("address", "budget"), [("one-page/", 11), ("one-page.pdf", 4)])
def test_a_one_page_summary_stays_within_its_budget_with_any_number_of_logos(demo, client, address, budget):
    for page in ProjectPage.objects.live():
        without = warm_queries(client, f"{page.url}{address}")
        for row in page.partner_rows:
            row.organisation.logo = make_image()
            row.organisation.save()
        queries = warm_queries(client, f"{page.url}{address}")
        assert len(queries) == len(without) <= budget, (len(without), *queries)


def every_block(image, document, page):
    """One of each kind of block, twice where it shows something that is chosen."""

    def block(kind, value):
        return {"type": kind, "id": str(uuid.uuid4()), "value": value}

    def picture():
        return {"image": image().pk, "alt_text": "Şəkil", "decorative": False}

    person = Person.objects.filter(locale=page.locale).first()
    quote = {"text": "Söz", "person": person.pk, "role": "Rol", "language": ""}
    table = {"caption": "Cədvəl", "columns": [{"type": "text", "heading": "Ad"}], "rows": [{"values": ["Bir"]}]}
    link = {"text": "", "label": "Oxuyun", "page": page.pk, "url": ""}
    video = {"url": "https://example.org/v", "title": "Film", "poster": picture()}
    rich = f'<p>Mətn <a linktype="page" id="{page.pk}">keçid</a></p>'
    return [
        *rich_body(image, document, 2),
        *[block("quote", quote), block("quote", quote), block("table", table), block("text", rich)],
        *[block("call_to_action", link), block("video", video)],
    ]


@pytest.mark.parametrize(("model", "budget"), [(NewsPage, ARTICLE), (ProjectPage, PROJECT)])
def test_a_page_with_every_block_stays_within_its_budget(demo, client, home, model, budget):
    project = max(ProjectPage.objects.filter(locale=home.locale), key=lambda page: page.indicators.count())
    body = every_block(make_image, make_document, project)
    if model is ProjectPage:
        page = project
        page.body = body
        page.lead_image = make_image()
        page.save()
    else:
        section = NewsIndexPage.objects.get(locale=home.locale)
        page = make_page(NewsPage, section, title="Hər şey", lead_image=make_image(), project=project, body=body)
    queries = warm_queries(client, page.url)
    assert len(queries) <= budget, queries


def rich_body(image, document, pictures):
    def block(kind, value):
        return {"type": kind, "id": str(uuid.uuid4()), "value": value}

    def picture():
        return {"image": image().pk, "alt_text": "Şəkil", "decorative": False}

    items = [
        {"type": "item", "id": str(uuid.uuid4()), "value": {"image": picture(), "caption": ""}} for _ in range(pictures)
    ]
    return [
        block("text", "<p>Mətn</p>"),
        block("gallery", {"caption": "Ümumi", "images": items}),
        *[block("picture", {"image": picture(), "caption": ""}) for _ in range(pictures)],
        *[block("document", {"document": document().pk, "title": ""}) for _ in range(pictures)],
    ]


def test_an_article_costs_the_same_with_two_pictures_and_with_ten(demo, client, home):
    section = NewsIndexPage.objects.get(locale=home.locale)
    project = ProjectPage.objects.filter(locale=home.locale).first()
    costs = []
    for pictures in (2, 10):
        body = rich_body(make_image, make_document, pictures)
        fields = {"title": f"{pictures} şəkil", "lead_image": make_image(), "project": project, "body": body}
        costs.append(len(warm_queries(client, make_page(NewsPage, section, **fields).url)))
    assert costs[0] == costs[1] <= ARTICLE


def test_a_list_costs_the_same_with_few_items_and_with_many(demo, client, home):
    section = NewsIndexPage.objects.get(locale=home.locale)
    before = len(warm_queries(client, section.url))
    for number in range(15):
        make_page(NewsPage, section, title=f"Xəbər {number}", lead_image=make_image())
    assert len(warm_queries(client, section.url)) <= max(before, LISTING)
