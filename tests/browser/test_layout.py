"""What only a browser can measure: whole words in headings, tables within their column, the facts below their picture."""

import pytest
from wagtail.models import Page, get_page_models

from core.languages import content_languages
from projects.models import ProjectPage, SurveyPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 320, "height": 700}}
DESK = {"viewport": {"width": 1440, "height": 900}}

BROKEN_WORDS = """() => [...document.querySelectorAll(
    'h1, h2, h3, .date-block span, .home-mission, .one-page-band strong'
)].flatMap(one => {
    const found = [], walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/[^\\s\\-–]+/g)) {
        const range = document.createRange()
        range.setStart(walker.currentNode, word.index)
        range.setEnd(walker.currentNode, word.index + word[0].length)
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
        if (lines.size > 1 && !one.closest('.visually-hidden')) found.push(word[0])
    }
    return found
})"""
EDGES = """selector => [...document.querySelectorAll(selector)].map(one => {
    const box = one.getBoundingClientRect(), column = one.closest('section').getBoundingClientRect()
    return [Math.round(box.left - column.left), Math.round(column.right - box.right)]
})"""

OUTSIDE = """() => {
    const sheet = document.querySelector('.one-page'), style = getComputedStyle(sheet)
    const edge = sheet.getBoundingClientRect().right - parseFloat(style.paddingRight)
    const broad = one => one.getBoundingClientRect().right > edge + 1
    return [...sheet.querySelectorAll('*')].filter(broad).map(one => one.outerHTML.slice(0, 80))
}"""


def one_of_each_type():
    types = [model for model in get_page_models() if model is not Page]
    return [
        model.objects.live().filter(locale__language_code=code).first()
        for model in types
        for code, _name in content_languages()
    ]


def test_no_heading_on_a_narrow_phone_breaks_a_word(open_tab):
    tab = open_tab(**PHONE)
    addresses = [page.url for page in one_of_each_type()]
    addresses += [f"{page.url}one-page/" for page in ProjectPage.objects.live()]
    broken = {}
    for address in addresses:
        tab.goto(address)
        broken[address] = tab.evaluate(BROKEN_WORDS)
    assert not {address: words for address, words in broken.items() if words}


def test_a_one_page_summary_keeps_to_its_sheet_on_a_phone(open_tab):
    tab = open_tab(**PHONE)
    outside = {}
    for page in ProjectPage.objects.live():
        tab.goto(f"{page.url}one-page/")
        outside[page.url] = tab.evaluate(OUTSIDE)
    assert not {address: found for address, found in outside.items() if found}


def test_the_answers_of_a_survey_keep_to_the_column_on_a_phone(open_tab):
    tab = open_tab(**PHONE)
    tab.goto(SurveyPage.objects.live().first().url)
    edges = tab.evaluate(EDGES, ".answer-table")
    assert edges and all(left >= 0 and right >= 0 for left, right in edges), edges


def test_the_facts_stand_in_line_with_the_picture_above_them(open_tab):
    tab = open_tab(**DESK)
    tab.goto(ProjectPage.objects.live().exclude(lead_image=None).first().url)
    picture, facts = (tab.locator(one).bounding_box() for one in (".page-header .lead-picture", ".with-aside-facts"))
    assert (picture["x"], picture["width"]) == pytest.approx((facts["x"], facts["width"]), abs=1)
