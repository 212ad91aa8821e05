"""What an editor typed is saved by itself, and publishing it then is the same person's next step, not a second version."""

import pytest
from playwright.sync_api import expect

from home.models import HomePage, StandardPage
from tests.browser.waiting import write_until
from tests.factories import locale, make_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_publishing_what_was_saved_by_itself(demo, log_in):
    page = make_page(StandardPage, HomePage.objects.get(locale=locale("az")), title="Özü yadda saxlanan")
    tab = log_in("chief-editor")
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    loaded = tab.input_value("[name=loaded_revision_id]")
    text = write_until(tab, lambda: tab.input_value("[name=loaded_revision_id]") != loaded)
    tab.click("footer [data-w-dropdown-target=toggle]")
    tab.click("[name=action-publish]")
    expect(tab.locator(".messages .success")).to_be_visible()
    page.refresh_from_db()
    assert page.summary == text
