"""The editor's “Checks” panel, with our own rules, in the browser that runs them."""

import uuid

import pytest
from playwright.sync_api import expect

from home.models import HomePage, StandardPage
from tests.factories import locale, make_image, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def test_the_panel_finds_what_helps_nobody_and_nothing_else(log_in):
    html = (
        '<h3>Başlıq</h3><p><a href="https://example.org/1">Buraya!</a> və '
        '<a href="https://example.org/2">Valideynlər üçün bələdçi</a></p>'
    )
    pictures = [
        block("picture", {"image": {"image": make_image().pk, "alt_text": alt, "decorative": False}, "caption": ""})
        for alt in ("IMG_1234.jpg", "Dəyirmi masa")
    ]
    body = [block("heading", "Mətn"), block("text", html), *pictures]
    home = HomePage.objects.get(locale=locale("az"))
    page = make_page(StandardPage, home, title="Yoxlama", summary="Qısa", body=body, live=False)
    tab = log_in("editor")
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    tab.click('[data-side-panel-toggle="checks"]')
    rows = tab.locator("[data-checks-panel] [data-content-checker-row]")
    expect(rows).to_have_count(2)
    assert "example.org/1" in rows.nth(0).inner_text()
    assert "img" in rows.nth(1).inner_text()
