"""Every page type in every language, light and dark, on a phone and a desk: nothing that axe-core finds, nothing that a
keyboard does not reach (WCAG 2.2 AA and axe's best practices).
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, get_page_models

from core.languages import content_languages
from home.models import HomePage
from projects.models import ProjectPage
from tests.factories import locale

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPES = [model for model in get_page_models() if model is not Page]
LANGUAGES = [code for code, _name in content_languages()]
SCREENS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1440)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "options => axe.run(document, options)"

# Everything that can be focused and is seen; the current one; whether it shows that it has the focus.
FOCUSABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
)].filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0)
  .filter((one, _, all) => one.type !== 'radio' || one === all.find(other => other.name === one.name))
  .map((one, index) => { one.dataset.walk = index; return index })"""
FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    return {
        walk: one.dataset?.walk ?? null,
        html: one.outerHTML.slice(0, 100),
        shows: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        inside: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
    }
}"""


def addresses(code):
    """A page of each type, a search that finds something and one that does not, and an address that leads nowhere."""
    pages = [model.objects.live().filter(locale=locale(code)).first() for model in TYPES]
    assert all(pages)
    with translation.override(code):
        search = reverse("search")
    home, project = (next(one.url for one in pages if isinstance(one, model)) for model in (HomePage, ProjectPage))
    return [
        *[page.url for page in pages],
        f"{project}one-page/",
        f"{search}?q=60",
        f"{search}?q=qqq",
        f"{home}no-such-page/",
    ]


def findings(tab, address):
    """On each of the screens, with the page loaded once."""
    tab.goto(address)
    tab.evaluate(AXE_SCRIPT)
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    for scheme, width in SCREENS:
        tab.emulate_media(color_scheme=scheme)
        tab.set_viewport_size({"width": width, "height": 900})
        for one in tab.evaluate(RUN, options)["violations"]:
            yield from (f"{address} {scheme} {width}: {one['id']}: {node['html'][:160]}" for node in one["nodes"])


@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing(open_tab, code):
    tab = open_tab(reduced_motion="reduce")  # no colour is measured on its way to another
    assert [one for address in addresses(code) for one in findings(tab, address)] == []


@pytest.mark.parametrize("width", [320, 1440])
def test_the_keyboard_reaches_every_control_shows_where_it_is_and_is_never_trapped(open_tab, width):
    tab = open_tab(viewport={"width": width, "height": 900})
    for address in addresses("az"):
        tab.goto(address)
        waiting = {str(one) for one in tab.evaluate(FOCUSABLE)}
        for _step in range(len(waiting) + 1):
            tab.keyboard.press("Tab")
            focused = tab.evaluate(FOCUSED)
            if focused["walk"] is None:
                break
            assert focused["shows"], f"{address}: no focus to see on {focused['html']}"
            assert focused["inside"], f"{address}: focus out of sight on {focused['html']}"
            waiting.discard(focused["walk"])
        left = [tab.locator(f"[data-walk='{one}']").evaluate("one => one.outerHTML.slice(0, 100)") for one in waiting]
        assert left == [], address
