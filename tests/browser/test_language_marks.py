"""An editor marks words in another language, and the translator finds the mark in the text."""

import uuid

import pytest
from playwright.sync_api import expect

from home.models import HomePage, StandardPage
from tests.factories import locale, make_page, translate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Draftail hands to the form what has been typed a quarter of a second later
WRITTEN = "() => [...document.querySelectorAll('form input, form textarea')].some(one => one.value.includes('LANG_en'))"


def test_marked_words_reach_the_translator(log_in):
    body = [{"type": "text", "id": str(uuid.uuid4()), "value": "<p>Bu peer review</p>"}]
    home = HomePage.objects.get(locale=locale("az"))
    page = make_page(StandardPage, home, title="Yoxlama", summary="Qısa", body=body)
    tab = log_in("editor")
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    text = tab.locator(".public-DraftEditor-content")
    text.click()
    tab.keyboard.press("Control+End")
    for _letter in "peer review":
        tab.keyboard.press("Shift+ArrowLeft")
    tab.click("button[name=LANG_en]")
    marked = text.locator("[style*='--language']")
    expect(marked).to_have_text("peer review")
    assert marked.evaluate("words => getComputedStyle(words, '::after').content") == '"en"'
    tab.wait_for_function(WRITTEN)
    with tab.expect_navigation():
        tab.click("button.action-save")
    expect(marked).to_have_text("peer review")
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert '<span lang="en">peer review</span>' in draft.body[0].value.source

    english = translate(draft, "en", {}, publish=False)
    tab = log_in("translator-en")
    tab.goto(f"/admin/pages/{english.pk}/edit/")
    paragraph = tab.get_by_role("group", name="Paragraph")
    expect(paragraph).to_contain_text("peer review")
    expect(paragraph.get_by_role("img", name="other language")).to_have_count(2)  # before the words and behind them
