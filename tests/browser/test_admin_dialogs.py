"""What opens within a screen of the admin works under its policy: pickers, choosers, panels, rows, dialogs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from home.models import HomePage, StandardPage
from projects.models import ProjectIndexPage
from tests.factories import locale, make_page, picture_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(demo):
    body = [{"type": "text", "id": "1" * 36, "value": "<p>Mətn</p>"}]
    return make_page(
        StandardPage, HomePage.objects.get(locale=locale("az")), title="Dialoqlar", summary="Qısa", body=body
    )


def close_dialog(tab):
    tab.locator(".modal.in [data-dismiss=modal]").first.click()
    tab.wait_for_selector(".modal-body", state="detached")


def test_every_block_can_be_put_in(log_in, page):
    tab = log_in("editor")
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    tab.locator(".c-sf-add-button").last.click()
    options = tab.locator(".w-combobox [role=option]")
    count = options.count()
    assert count > 5
    tab.keyboard.press("Escape")
    for number in range(count):
        tab.locator("[data-streamfield-stream-container] > .c-sf-add-button, .c-sf-add-button").last.click()
        options.nth(number).click()
    assert tab.locator("[data-streamfield-child]").count() > count


def test_choosers_open_search_and_give_back(log_in, page):
    tab = log_in("editor")
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    tab.click("#id_lead_image-chooser [data-chooser-action-choose] >> nth=0")
    tab.fill(".modal-body [name=q]", "a")
    tab.get_by_role("tab", name="Upload").click()
    tab.set_input_files(
        ".modal-body input[type=file]", {"name": "yeni.png", "mimeType": "image/png", "buffer": picture()}
    )
    expect(tab.locator(".modal-body [name$=title]")).to_have_value("yeni")
    tab.click(".modal-body form[data-chooser-modal-creation-form] [type=submit]")
    tab.wait_for_selector(".modal-body", state="detached")
    expect(tab.locator("#id_lead_image-chooser")).to_contain_text("yeni")


def picture():
    file = picture_file()
    file.seek(0)
    return file.read()


def test_links_documents_and_pictures_from_the_toolbar(log_in, page):
    tab = log_in("editor")
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    editor = tab.locator(".public-DraftEditor-content")
    editor.click()
    tab.keyboard.press("Control+A")
    tab.click("button[name=BOLD]")
    tab.click("button[name=LINK]")
    expect(tab.locator(".modal")).to_be_focused()  # it is open: closed before, it would take the focus afterwards
    tab.get_by_role("link", name="External link").click()
    tab.fill(".modal-body [name$=url]", "https://example.org/")
    tab.click(".modal-body [type=submit]")
    tab.wait_for_selector(".modal-body", state="detached")
    expect(editor.locator(".TooltipEntity, [data-draftail-trigger]").first).to_contain_text("Mətn")
    expect(editor).to_be_focused()
    tab.keyboard.press("Control+End")
    tab.keyboard.press("Enter")
    tab.keyboard.type("/")
    expect(tab.locator(".Draftail-ComboBox, .w-combobox")).to_be_visible()
    tab.keyboard.press("Escape")


def test_rows_days_and_the_slug(log_in, demo):
    section = ProjectIndexPage.objects.get(locale=locale("az"))
    tab = log_in("editor")
    tab.goto(reverse("wagtailadmin_pages:add", args=["projects", "projectpage", section.pk]))
    tab.click("[name=planned_start]")
    tab.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_disabled)").first.click()
    expect(tab.locator("[name=planned_start]")).not_to_have_value("")
    for add in tab.locator("button[id$=-ADD]:visible").all():
        add.click()
    assert tab.locator("[data-inline-panel-child]:visible").count() >= 5
    tab.click("[name=activities-0-starts_on], [name^=activities-0-][id*=start]")
    expect(tab.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)


@pytest.mark.parametrize("panel", ["status", "checks", "comments", "preview"])
def test_side_panels(log_in, page, panel):
    tab = log_in("editor")
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    tab.click(f'[data-side-panel-toggle="{panel}"]')
    expect(tab.locator(f'[data-side-panel="{panel}"]')).to_be_visible()
    if panel == "preview":
        expect(tab.frame_locator("#w-preview-iframe").locator("h1")).to_have_text("Dialoqlar")
    if panel == "status":
        tab.click("[data-a11y-dialog-show=schedule-publishing-dialog]")
        expect(tab.locator("#schedule-publishing-dialog")).to_be_visible()
        tab.click("#id_go_live_at")


def test_several_pictures_at_once(log_in, demo):
    tab = log_in("editor")
    tab.goto(reverse("wagtailimages:add_multiple"))
    files = [{"name": f"{name}.png", "mimeType": "image/png", "buffer": picture()} for name in ("bir", "iki")]
    tab.set_input_files("#fileupload", files)
    expect(tab.locator("#upload-list li")).to_have_count(2)
    expect(tab.locator("#upload-list [name$=title]").first).to_be_visible()


def test_bulk_actions_and_menus_of_a_list(log_in, page):
    tab = log_in("chief-editor")
    tab.goto(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    tab.locator("[data-bulk-action-checkbox]").first.check()
    tab.get_by_role("link", name="Move").first.click()
    expect(tab.locator("main form")).to_be_visible()


def test_promoted_results_have_rows_and_a_chooser(log_in, demo):
    tab = log_in("admin")
    tab.goto(reverse("wagtailsearchpromotions:add"))
    tab.get_by_role("button", name="popular search terms").click()
    expect(tab.locator(".modal-body")).to_be_visible()
    close_dialog(tab)
    tab.click("button[id$=-ADD]")
    tab.locator("[data-chooser-action-choose]:visible").last.click()
    expect(tab.locator(".modal-body [name=q]")).to_be_visible()


def test_tasks_of_a_workflow(log_in, demo):
    tab = log_in("admin")
    tab.goto(reverse("wagtailadmin_workflows:add"))
    tab.click("button[id$=-ADD]")
    tab.locator("[data-chooser-action-choose]:visible").last.click()
    expect(tab.locator(".modal-body")).to_be_visible()


def test_all_languages_at_once(log_in, page):
    tab = log_in("editor")
    tab.goto(reverse("wagtail_localize:submit_page_translation", args=[page.pk]))
    tab.locator("[name=select_all]").check()
    assert all(one.is_checked() for one in tab.locator("[name=locales]").all())
