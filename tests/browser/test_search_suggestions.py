"""The list below the search box, by keyboard and by mouse, and the search without it."""

import pytest
from playwright.sync_api import expect

from home.models import StandardPage
from tests.factories import locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lanterns(demo):
    from home.models import HomePage

    home = HomePage.objects.get(locale=locale("az"))
    return [make_page(StandardPage, home, title=title) for title in ("Fanarlar gecəsi", "Fanarlar və işıqlar")]


@pytest.fixture
def tab(open_tab, lanterns):
    tab = open_tab(viewport={"width": 1440, "height": 900})
    tab.goto("/search/")
    return tab


def test_by_keyboard(tab, lanterns):
    box = tab.locator("main [type=search]")
    box.focus()
    expect(box).to_have_attribute("role", "combobox")
    tab.keyboard.type("fanar")
    options = tab.locator("main [role=option]")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
    tab.keyboard.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Escape")
    expect(tab.locator("main [role=listbox]")).to_be_hidden()
    expect(box).to_have_value("fanar")
    tab.keyboard.type("l")
    expect(options.nth(0)).to_be_visible()
    title = options.nth(0).locator(".suggestion-title").inner_text()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text(title)


def test_by_mouse_and_closed_when_left(tab):
    box = tab.locator("main [type=search]")
    box.click()
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially("fanarlar gec")
    option = tab.locator("main [role=option]")
    expect(option).to_have_count(1)
    tab.keyboard.press("Tab")
    expect(tab.locator("main [role=listbox]")).to_be_hidden()
    box.press_sequentially("ə")
    option.click()
    expect(tab.locator("h1")).to_have_text("Fanarlar gecəsi")


def test_enter_searches_for_what_was_typed(tab):
    box = tab.locator("main [type=search]")
    box.fill("fanarlar")
    expect(tab.locator("main [role=option]")).to_have_count(2)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=fanarlar")


def test_every_page_offers_them_in_its_header(tab):
    tab.goto("/en/")
    box = tab.locator("header [type=search]")
    box.click()
    expect(box).to_have_attribute("role", "combobox")
    box.press_sequentially("project")
    expect(tab.locator("header [role=option] a").first).to_have_attribute("href", "/en/projects/")
