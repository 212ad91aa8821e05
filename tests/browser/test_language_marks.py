"""An editor marks words in another language, and the translator finds the mark in the text."""

import uuid

import pytest
from playwright.sync_api import expect

from home.models import HomePage, StandardPage
from tests.factories import locale, make_page, translate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    with tab.expect_navigation():
        tab.click("button.action-save")
    expect(marked).to_have_text("peer review")
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert '<span lang="en">peer review</span>' in draft.body[0].value.source

    english = translate(draft, "en", {}, publish=False)
    tab = log_in("translator-en")
    tab.goto(f"/admin/pages/{english.pk}/edit/")
    expect(tab.get_by_text('Bu <span lang="en">peer review</span>').first).to_be_visible()
