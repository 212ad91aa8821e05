"""What a screen of the admin asks of the database does not grow with what there is."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import generation
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPartner
from tests.factories import locale, make_document, make_image, make_page, translate
from tests.following import in_english, record

pytestmark = pytest.mark.django_db

EXPLORER, CHOOSER = 45, 65


@pytest.fixture
def count(admin_client):
    def count(address):
        for _warm in range(2):
            assert admin_client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(address)
        return len(captured)

    return count


@pytest.fixture
def section(home):
    for code in ("en", "tr"):
        translate(home, code, in_english)
    return make_page(NewsIndexPage, home, title="Xəbərlər")


def fill(section, number, *, translated=0):
    for place in range(number):
        page = make_page(NewsPage, section, title=f"Xəbər {uuid.uuid4()}", lead_image=make_image())
        if place < translated:
            translate(section, "en", in_english)
            translate(page, "en", in_english)


def test_the_explorer_asks_the_same_for_five_pages_and_for_fifty(section, count):
    address = reverse("wagtailadmin_explore", args=[section.pk])
    fill(section, 5, translated=2)
    few = count(address)
    fill(section, 45, translated=2)
    assert count(address) == few <= EXPLORER


def test_the_explorer_offers_for_each_page_what_can_be_done_with_its_translations(section, admin_client):
    fill(section, 2, translated=1)
    shown = admin_client.get(reverse("wagtailadmin_explore", args=[section.pk])).content.decode()
    for page in section.get_children():
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        assert address in shown  # Turkish is missing of both
        source = page.get_translation_or_none(locale("en"))
        assert (source is not None) == (f"/update/{source_of(page)}/" in shown)


def source_of(page):
    from wagtail_localize.models import TranslationSource

    found = TranslationSource.objects.get_for_instance_or_none(page)
    return found and found.pk


@pytest.mark.parametrize("query", ["", "?q=xeber"])
def test_the_chooser_of_pages_is_bounded_by_its_first_page(section, count, query):
    name = "wagtailadmin_choose_page_search" if query else "wagtailadmin_choose_page_child"
    address = reverse(name, args=[] if query else [section.pk]) + query
    fill(section, 25)
    full = count(address)
    fill(section, 10)
    assert count(address) == full <= CHOOSER


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (make_image, "wagtailimages_chooser:choose"),
        (make_image, "wagtailimages:index"),
        (make_document, "wagtaildocs_chooser:choose"),
        (make_document, "wagtaildocs:index"),
        (lambda: record(Organisation, name=f"Təşkilat {uuid.uuid4()}", kind="ngo"), "org_chooser"),
        (lambda: record(Organisation, name=f"Təşkilat {uuid.uuid4()}", kind="ngo"), "org_list"),
    ],
    ids=["image chooser", "images", "document chooser", "documents", "record chooser", "records"],
)
def test_lists_of_files_and_records_ask_the_same_for_few_and_for_many(home, count, make, name):
    names = {
        "org_chooser": "wagtailsnippetchoosers_projects_organisation:choose",
        "org_list": Organisation.snippet_viewset.get_url_name("list"),
    }
    address = reverse(names.get(name, name))
    for _one in range(2):
        make()
    few = count(address)
    for _one in range(3):
        make()
    assert count(address) == few <= 20


def test_the_editor_of_a_page_asks_the_same_with_many_rows(home, count):
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    counts = []
    for number in (2, 5):
        project = ProjectPage(title=f"Layihə {number}")
        project.partners = [
            ProjectPartner(organisation=record(Organisation, name=f"T {uuid.uuid4()}", kind="ngo"), role="partner")
            for _place in range(number)
        ]
        page = make_page(project, section)
        counts.append(count(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert counts[0] == counts[1] <= 55


def test_the_board_asks_the_same_for_few_pages_and_for_many(section, count):
    make_page(StandardPage, section.get_parent(), title="Bir")
    few = count("/admin/translation/board/")
    fill(section, 10, translated=3)
    generation.clear()
    assert count("/admin/translation/board/") == few <= 12
