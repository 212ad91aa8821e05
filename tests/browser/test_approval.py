"""A translator hands over, a chief editor approves, a reader reads: in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from home.models import HomePage, StandardPage
from tests.factories import locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IN_ENGLISH = {"Şəffaflıq": "Transparency", "Biz nəyi açıq deyirik": "What we say openly"}


@pytest.fixture
def page(demo):
    title, summary = IN_ENGLISH
    source = make_page(StandardPage, HomePage.objects.get(locale=locale("az")), title=title, summary=summary)
    translate_object(source, [locale("en")])
    return source.get_translation(locale("en"))


def field(tab, original):
    return tab.locator("[data-text]").filter(has_text=original).first.get_by_role("textbox")


def translate_in(tab, texts):
    for original, text in texts.items():
        field(tab, original).click()
        tab.keyboard.type(text)
        tab.keyboard.press("Control+Enter")


def test_from_the_translator_by_way_of_the_chief_editor_to_the_reader(log_in, open_tab, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    translator = log_in("translator-en")
    translator.goto(address)
    translate_in(translator, IN_ENGLISH)
    translator.get_by_role("button", name="Submit for approval").click()
    expect(translator.locator(".messages")).to_contain_text("submitted for approval")
    for one in translator.locator("[data-text]").get_by_role("textbox").all():
        expect(one).to_have_attribute("aria-readonly", "true")

    chief = log_in("chief-editor")
    chief.goto(reverse("wagtailadmin_home"))
    chief.get_by_role("link", name="Transparency").first.click()
    expect(chief.frame_locator("iframe").locator("h1")).to_have_text("Transparency")
    chief.get_by_role("button", name="Approve").click()
    expect(chief.locator(".messages")).to_contain_text("has been approved")

    page.refresh_from_db()
    assert page.live
    reader = open_tab()
    reader.goto(page.url)
    expect(reader.locator("h1")).to_have_text("Transparency")


def test_a_text_typed_into_a_page_that_has_been_locked_stays_in_its_field_and_the_reason_is_told(log_in, page):
    translator = log_in("translator-en")
    translator.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    Page.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now())
    original, text = next(iter(IN_ENGLISH.items()))
    translate_in(translator, {original: text})
    expect(translator.locator("[data-text]").filter(has_text=original).first).to_contain_text("locked")
    expect(field(translator, original)).to_have_text(text)
