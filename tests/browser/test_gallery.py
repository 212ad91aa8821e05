"""A gallery by keyboard, by finger, and without script."""

import pytest
from playwright.sync_api import expect

from core.models import SiteImage
from home.models import HomePage, StandardPage
from tests.factories import locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(demo):
    """A page with a gallery of three pictures, in the source language."""
    items = [
        {"image": {"image": image.pk, "alt_text": image.title, "decorative": False}, "caption": caption}
        for image, caption in zip(SiteImage.objects.order_by("pk")[:3], ("Bir", "İki", "Üç"), strict=True)
    ]
    body = [{"type": "gallery", "value": {"caption": "Hamısı", "images": items}}]
    home = HomePage.objects.get(locale=locale("az"))
    return make_page(StandardPage, home, title="Qalereya", body=body).url


def shown(tab):
    return tab.locator("dialog .lightbox-caption")


def test_by_keyboard(open_tab, address):
    tab = open_tab()
    tab.goto(address)
    second = tab.locator(".gallery a").nth(1)
    second.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("dialog")).to_be_visible()
    expect(shown(tab)).to_have_text("İki")
    expect(tab.locator("dialog .lightbox-number")).to_contain_text("2")
    expect(tab.locator("dialog img")).to_have_attribute("alt", second.locator("img").get_attribute("alt"))
    for key, caption in (
        ("ArrowRight", "Üç"),
        ("ArrowRight", "Bir"),
        ("ArrowLeft", "Üç"),
        ("Home", "Bir"),
        ("End", "Üç"),
    ):
        tab.keyboard.press(key)
        expect(shown(tab)).to_have_text(caption)
    for _ in range(6):  # round the buttons, and never out of the dialog to the page
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog")).to_have_count(0)
    expect(second).to_be_focused()


def test_by_buttons_whose_names_come_from_the_page(open_tab, address):
    tab = open_tab()
    tab.goto(address)
    tab.locator(".gallery a").first.click()
    for step, caption in (("1", "İki"), ("-1", "Bir")):
        button = tab.locator(f"dialog [data-step='{step}']")
        assert button.get_attribute("aria-label")
        button.click()
        expect(shown(tab)).to_have_text(caption)
    tab.locator("dialog .lightbox-close").click()
    expect(tab.locator("dialog")).to_have_count(0)


def test_by_finger(open_tab, address):
    tab = open_tab(viewport={"width": 390, "height": 800}, has_touch=True)
    tab.goto(address)
    tab.locator(".gallery a").first.tap()
    swipe = """(dialog, [from, to]) => {
        const touch = (x) => [new Touch({ identifier: 1, target: dialog, clientX: x, clientY: 300 })];
        dialog.dispatchEvent(new TouchEvent("touchstart", { touches: touch(from), changedTouches: touch(from) }));
        dialog.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: touch(to) }));
    }"""
    for way, caption in (([300, 100], "İki"), ([300, 280], "İki"), ([100, 300], "Bir")):
        tab.locator("dialog").evaluate(swipe, way)
        expect(shown(tab)).to_have_text(caption)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_script_a_picture_is_a_link_to_its_large_form(open_tab, address):
    tab = open_tab(java_script_enabled=False)
    tab.goto(address)
    link = tab.locator(".gallery a").first
    target = link.get_attribute("href")
    link.click()
    assert tab.url.endswith(target)
