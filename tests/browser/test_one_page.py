"""The web page of a summary prints to one A4, and nothing of it is cut off."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from home.models import HomePage
from projects.models import ProjectPage
from tests.factories import locale
from tests.summaries import WORDS, fullest_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEIGHT = "() => { const one = document.querySelector('.one-page'); return one.scrollHeight - one.clientHeight }"


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


@pytest.mark.parametrize("words", WORDS)
def test_the_longest_texts_print_to_one_page(open_tab, words):
    page = fullest_project(HomePage.objects.get(locale=locale("az")), words)
    pages, excess = printed(open_tab(), page)
    assert (pages, excess <= 0) == (1, True), excess
