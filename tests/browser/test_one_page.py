"""The web page of a summary prints to one A4, and nothing of it is cut off."""

from io import BytesIO
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from pypdf import PdfReader

from home.models import HomePage
from projects.models import ProjectPage
from tests.factories import locale
from tests.summaries import ODD, WIDEST, WORDS, fullest_project, make_logos

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEIGHT = "() => { const one = document.querySelector('.one-page'); return one.scrollHeight - one.clientHeight }"


@pytest.fixture
def open_tab(open_tab):
    """Pictures lie in the memory of the tests, where no server finds them."""

    def send(route):
        name = unquote(urlsplit(route.request.url).path).removeprefix(settings.MEDIA_URL)
        if default_storage.exists(name):
            route.fulfill(body=default_storage.open(name).read(), content_type="image/webp")
        else:
            route.fulfill(status=404)

    def open_one(**options):
        tab = open_tab(**options)
        tab.route(f"**{settings.MEDIA_URL}**", send)
        return tab

    return open_one


def printed(tab, page):
    """Its pages on paper, and by how much it is too high for the sheet."""
    tab.goto(f"{page.url}one-page/")
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 673, "height": 1000})  # the width of an A4 between its margins
    excess = tab.evaluate(HEIGHT)
    return len(PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages), excess


def test_every_project_of_the_demo_prints_to_one_page_in_each_language(open_tab):
    tab = open_tab()
    for page in ProjectPage.objects.live():
        pages, excess = printed(tab, page)
        assert (pages, excess <= 0) == (1, True), page.url


@pytest.mark.parametrize("code", ["az", "en", "tr"])
@pytest.mark.parametrize("words", WORDS)
def test_the_longest_texts_print_to_one_page_with_and_without_logos(open_tab, words, code):
    home, tab = HomePage.objects.get(locale=locale(code)), open_tab()
    for logos in ([None], make_logos(ODD), make_logos(WIDEST)):
        page = fullest_project(home, words, logos=logos)
        pages, excess = printed(tab, page)
        assert (pages, excess <= 0) == (1, True), excess


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7, 0.85])
@pytest.mark.parametrize("words", ["prose", "wide"])
def test_shorter_texts_in_larger_type_print_to_one_page_with_logos(open_tab, words, share):
    page = fullest_project(HomePage.objects.get(locale=locale("az")), words, share=share, logos=make_logos(ODD))
    pages, excess = printed(open_tab(), page)
    assert (pages, excess <= 0) == (1, True), excess


def test_logos_are_of_one_height_on_paper_and_none_is_cut_off(open_tab):
    tab = open_tab()
    page = fullest_project(HomePage.objects.get(locale=locale("az")), "prose", logos=make_logos(ODD))
    printed(tab, page)
    boxes = tab.eval_on_selector_all(
        ".one-page-logos img", "all => all.map(one => one.getBoundingClientRect().toJSON())"
    )
    paper = tab.eval_on_selector(".one-page", "one => one.getBoundingClientRect().right")
    assert len(boxes) == len(ODD)
    assert {round(box["height"]) for box in boxes} == {38}  # 10 mm
    assert max(box["right"] for box in boxes) <= paper
    assert len({box["top"] for box in boxes}) == 1
    assert all(tab.eval_on_selector_all(".one-page-logos img", "all => all.map(one => one.naturalWidth > 0)"))


def test_in_the_dark_logos_stand_on_light_plates(open_tab):
    tab = open_tab(color_scheme="dark")
    page = fullest_project(HomePage.objects.get(locale=locale("az")), "prose", logos=make_logos(ODD))
    tab.goto(f"{page.url}one-page/")
    grounds = tab.eval_on_selector_all(".one-page img", "all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert set(grounds) == {tab.evaluate("getComputedStyle(document.querySelector('.site-name img')).backgroundColor")}
    assert grounds[0] != tab.evaluate("getComputedStyle(document.querySelector('.one-page')).backgroundColor")
