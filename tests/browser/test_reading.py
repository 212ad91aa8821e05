"""What only a browser shows: one column on a narrow phone, no request elsewhere, keyboard, languages by links."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page, get_page_models

from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
from tests.factories import locale

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPES = [model for model in get_page_models() if model is not Page]


@pytest.mark.parametrize("code", ["az", "en", "tr"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_is_wider_than_its_window(open_tab, code, width):
    tab = open_tab(viewport={"width": width, "height": 800})
    for model in TYPES:
        page = model.objects.live().filter(locale=locale(code)).first()
        tab.goto(page.url)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_without_script_everything_is_there(open_tab):
    tab = open_tab(java_script_enabled=False)
    tab.goto("/")
    tab.get_by_role("link", name="English").first.click()
    assert tab.url.endswith("/en/")
    tab.locator("[name=q]").first.fill("survey")
    tab.locator("[name=q]").first.press("Enter")
    expect(tab.locator("main a").first).to_be_visible()


def test_on_a_phone_the_menu_takes_one_row_and_opens_without_script(open_tab):
    tab = open_tab(java_script_enabled=False, viewport={"width": 320, "height": 640})
    tab.goto("/en/")
    menu = tab.get_by_role("navigation", name="Main menu")
    expect(menu).to_be_hidden()
    assert tab.locator(".site-header").bounding_box()["height"] < 100
    tab.locator("button[popovertarget]:visible").click()
    expect(menu).to_be_visible()
    expect(tab.locator("#site-search")).to_be_visible()
    menu.get_by_role("link").first.click()
    assert tab.url.endswith("/en/projects/")


def test_the_language_switch_keeps_the_page(open_tab):
    page = NewsPage.objects.live().filter(locale=locale("az")).first()
    english = page.get_translation(locale("en"))
    tab = open_tab()
    tab.goto(page.url)
    tab.get_by_role("link", name="English").first.click()
    assert tab.url.endswith(english.url)
    assert tab.locator("h1").inner_text() == english.title


def test_reading_leaves_no_cookie_and_no_trace(open_tab):
    tab = open_tab()
    for home in HomePage.objects.live():
        tab.goto(home.url)
    assert tab.context.cookies() == []
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_keyboard_reaches_the_text_at_once(open_tab):
    tab = open_tab()
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    tab.keyboard.press("Enter")
    target = tab.evaluate("location.hash.slice(1)")
    assert tab.locator(f"main#{target}, main #{target}").count() == 1


def test_a_list_is_narrowed_and_says_so_in_its_address(open_tab):
    section = NewsIndexPage.objects.live().get(locale=locale("en"))
    tab = open_tab()
    tab.goto(section.url)
    before = tab.locator("main article").count()
    kinds = tab.locator("main form select").first
    kinds.select_option(index=1)
    tab.locator("main form [type=submit]").click()
    tab.wait_for_url("**?*")
    assert 0 < tab.locator("main article").count() < before
    assert tab.locator("main form select").first.input_value()


def test_no_text_of_a_card_is_squeezed(open_tab):
    tab = open_tab(viewport={"width": 1440, "height": 900})
    tab.goto(HomePage.objects.live().get(locale=locale("az")).url)
    # As where the worker has made other formats.
    tab.evaluate(
        "document.querySelectorAll('.card picture').forEach(one => one.prepend(document.createElement('source')))"
    )
    widths = tab.evaluate("[...document.querySelectorAll('.card-text')].map(one => one.getBoundingClientRect().width)")
    assert min(widths) > 250
