"""How dates, numbers, names and pictures are shown to readers, and what stays up when something is missing."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.files.storage import default_storage
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import strip_tags

from core import views
from core.models import SiteImage
from core.templatetags import links, shown
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, Place, ProjectIndexPage, ProjectPage
from tests.factories import make_image, make_page, translate
from tests.worlds import made_once

pytestmark = pytest.mark.once

BAKU = ZoneInfo("Asia/Baku")


def rendered(source, **context):
    html = engines["django"].from_string("{% load outreach %}" + source).render(context)
    return strip_tags(html).replace("\N{NO-BREAK SPACE}–", " –")


@pytest.mark.parametrize(
    ("language", "starts_on", "ends_on", "text"),
    [
        ("en", date(2022, 9, 1), date(2022, 11, 30), "1 September – 30 November 2022"),
        ("az", date(2022, 9, 1), date(2022, 11, 30), "1 sentyabr – 30 noyabr 2022"),
        ("tr", date(2022, 12, 1), date(2023, 1, 5), "1 Aralık 2022 – 5 Ocak 2023"),
        ("en", date(2022, 9, 1), date(2022, 9, 1), "1 September 2022"),
        ("en", date(2015, 9, 1), None, "1 September 2015 – …"),
        ("en", None, date(2015, 9, 1), "… – 1 September 2015"),
        ("en", None, None, ""),
    ],
)
def test_two_days_are_shown_as_one_stretch(language, starts_on, ends_on, text):
    with translation.override(language):
        assert rendered("{% date_range a b %}", a=starts_on, b=ends_on) == text


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "text"),
    [
        ((2022, 11, 29, 11), None, "29 November 2022, 11:00"),
        ((2022, 11, 29, 11), (2022, 11, 29, 13, 30), "29 November 2022, 11:00–13:30"),
        ((2022, 12, 28, 10), (2023, 1, 2, 17), "28 December 2022, 10:00 – 2 January 2023, 17:00"),
        ((2022, 11, 29), None, "29 November 2022"),
        ((2022, 11, 28), (2022, 11, 30), "28 November – 30 November 2022"),
    ],
)
def test_an_event_is_shown_in_the_zone_of_the_site(starts_at, ends_at, text):
    utc = ZoneInfo("UTC")
    moments = [moment and datetime(*moment, tzinfo=BAKU).astimezone(utc) for moment in (starts_at, ends_at)]
    event = SimpleNamespace(starts_at=moments[0], ends_at=moments[1])
    with translation.override("en"):
        assert rendered("{% event_when event %}", event=event) == text


def test_the_zone_is_named_only_beside_an_hour():
    assert shown.time_zone(datetime(2022, 11, 29, 11, tzinfo=BAKU)) == "UTC+4"
    assert shown.time_zone(datetime(2022, 11, 29, tzinfo=BAKU)) == ""


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("az", Decimal("1250.00"), "1\xa0250"),
        ("az", Decimal("12.50"), "12,5"),
        ("en", Decimal("1250.5"), "1,250.5"),
        ("tr", 15000, "15.000"),
        ("az", None, ""),
        ("az", 0, "0"),
    ],
)
def test_numbers_have_the_separators_of_the_language(language, value, text):
    with translation.override(language):
        assert shown.number(value) == text


def test_a_name_in_another_language_says_which():
    place = Place(name="Bakı <b>", text_language="az")
    with translation.override("en"):
        assert shown.record_name(place) == '<span lang="az">Bakı &lt;b&gt;</span>'
    with translation.override("az"):
        assert shown.record_name(place) == "Bakı &lt;b&gt;"


def test_names_are_listed_once():
    first, second = Organisation(pk=1, name="A", text_language="az"), Organisation(pk=2, name="B", text_language="az")
    rows = [SimpleNamespace(organisation=one) for one in (first, second, first)]
    assert shown.record_names(rows) == "A, B"


def test_text_of_an_editor_keeps_its_paragraphs_and_no_markup():
    assert shown.as_paragraphs("a\r\nb\r\n\r\n<script>") == "<p>a<br>b</p>\n<p>&lt;script&gt;</p>"
    assert shown.as_paragraphs("") == ""


@made_once
def project(home):
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    return make_page(ProjectPage, section, title="Layihə")


def test_a_page_referred_to_is_the_one_of_the_readers_language(home, project):
    with translation.override("en"):
        assert links.localized({}, project.pk)["language"] == "az"
        for page in (home, project.get_parent().specific, project):
            translate(page, "en", "In English: {}".format)
        found = links.localized({}, project.pk)
    assert (found["title"], found["language"]) == ("In English: Layihə", "en")


def test_a_page_referred_to_that_is_live_nowhere_is_not_shown(project):
    project.unpublish()
    assert links.localized({}, project.pk) is None
    assert links.localized({}, None) is None


def test_a_reference_is_looked_up_once_a_generation(project, django_assert_num_queries):
    links.localized({}, project.pk)
    with django_assert_num_queries(0):
        links.localized({}, project.pk)


def test_a_picture_whose_file_is_lost_is_left_out(home, client):
    image = make_image()
    page = make_page(NewsPage, make_page(NewsIndexPage, home, title="Xəbərlər"), title="Xəbər", lead_image=image)
    default_storage.delete(image.file.name)
    SiteImage.objects.filter(pk=image.pk).get().renditions.all().delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert b"<img" not in response.content


@pytest.mark.parametrize(("view", "status"), [(views.bad_request, 400), (views.server_error, 500)])
def test_error_pages_need_no_database_and_speak_every_language(view, status, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = view(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == status
    for code, home in (("az", "/"), ("en", "/en/"), ("tr", "/tr/")):
        assert f'<section lang="{code}">' in html
        assert f'href="{home}"' in html


def test_a_preview_needs_nothing_that_is_saved(home):
    section = make_page(NewsIndexPage, home, title="Xəbərlər")
    page = NewsPage(title="Yeni", slug="yeni", locale=home.locale, depth=4, path=section.path + "0001")
    page.set_url_path(section)
    assert page.make_preview_request().status_code == 200
