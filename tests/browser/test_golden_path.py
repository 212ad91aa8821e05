"""An editor writes, a translator translates, a reader reads: the whole way, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from home.models import StandardPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.browser.waiting import write_until
from tests.factories import locale

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Gənclər üçün İşıq"
TYPED_SLUG = "Təhsildə İdarəetmənin İctimailəşdirilməsinə Dəstək"
SLUG = "tehsilde-idareetmenin-ictimailesdirilmesine-destek"
IN_ENGLISH = {
    TITLE: "Light for young people",
    "Qısa məlumat": "A short summary",
    "Təkliflər paketi hazırlamaq": "To prepare a package of proposals",
    "Maliyyə dəstəyi": "Financial support",
    "Vəziyyəti öyrənmək": "To study the situation",
    "Sorğu keçirmək": "To hold a survey",
    "Respondentlərin sayı": "Number of respondents",
}


def add_row(tab, relation, **values):
    tab.click(f"#id_{relation}-ADD")
    for name, value in values.items():
        field = tab.locator(f"#id_{relation}-0-{name}")
        field.wait_for()
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def choose(tab, field, name):
    tab.click(f"#id_{field}-chooser [data-chooser-action-choose] >> nth=0")
    tab.fill(".modal-body [name=q]", name)
    tab.click(f".modal-body [data-chooser-modal-choice]:has-text('{name}') >> nth=0")
    tab.wait_for_selector(".modal-body", state="detached")


def write_project(tab):
    section = ProjectIndexPage.objects.get(locale=locale("az"))
    tab.goto(reverse("wagtailadmin_pages:add", args=["projects", "projectpage", section.pk]))
    tab.fill("[name=title]", TITLE)
    tab.fill("[name=summary]", "Qısa məlumat")
    tab.fill("[name=planned_start]", "2026-09-01")  # as programs write it; the other as the field shows it
    tab.fill("[name=planned_end]", "30.11.2026")
    tab.press("[name=planned_end]", "Escape")
    add_row(tab, "places")
    choose(tab, "places-0-place", "Hövsan")
    add_row(tab, "schools")
    choose(tab, "schools-0-school", "280")
    add_row(tab, "partners", role="funder", note="Maliyyə dəstəyi")
    choose(tab, "partners-0-organisation", "Dövlət Dəstəyi Agentliyi")
    tab.fill("[name=goal]", "Təkliflər paketi hazırlamaq")
    add_row(tab, "objectives", title="Vəziyyəti öyrənmək")
    add_row(tab, "activities", title="Sorğu keçirmək", objective_number="1", state="done")
    add_row(tab, "indicators", label="Respondentlərin sayı", target="175")
    add_row(tab, "distributions", channel="social")


def publish(tab):
    tab.click("footer [data-w-dropdown-target=toggle]")
    tab.click("[name=action-publish]")
    tab.wait_for_url("**/admin/pages/*/")


def translate(tab):
    for original, text in IN_ENGLISH.items():
        segment = tab.locator("[data-text]").filter(has=tab.get_by_text(original, exact=True)).first
        segment.get_by_role("textbox").click()
        tab.keyboard.type(text)
        tab.keyboard.press("Control+Enter")
        expect(segment).to_have_attribute("data-state", "saved")


def test_from_the_editor_to_the_english_reader(log_in, open_tab):
    chief = log_in("chief-editor")
    write_project(chief)
    publish(chief)
    source = ProjectPage.objects.get(title=TITLE)
    assert source.live

    chief.goto(reverse("wagtail_localize:submit_page_translation", args=[source.pk]))
    chief.get_by_label("English").check()
    chief.click("main form:has([name=locales]) [type=submit]")
    chief.wait_for_url("**/edit/")
    target = source.get_translation(locale("en"))
    assert not target.live

    translator = log_in("translator-en")
    translator.goto(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    translate(translator)
    translator.get_by_role("button", name="Submit for approval").click()
    expect(translator.locator(".messages")).to_contain_text("submitted for approval")

    chief.goto(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    chief.get_by_role("link", name="Review", exact=True).click()
    chief.get_by_role("button", name="Approve").click()
    expect(chief.locator(".messages")).to_contain_text("has been approved")
    target.refresh_from_db()
    assert (target.live, target.slug) == (True, "light-for-young-people")

    reader = open_tab()
    reader.goto(target.url)
    text = reader.locator("main").inner_text()
    for translated in IN_ENGLISH.values():
        assert translated in text
    assert "Hovsan" in text
    assert "State Support Agency for Non-Governmental Organizations" in text
    assert "1 September" in text and "30 November 2026" in text and "175" in text
    assert reader.locator("html").get_attribute("lang") == "en"


def test_an_incomplete_translation_is_refused_in_words(log_in, demo):
    page = demo.untranslated_in_turkish[0]
    draft = page.get_translation(locale("tr"))
    chief = log_in("chief-editor")
    chief.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    chief.get_by_role("button", name="Publish in Türkçe").click()
    expect(chief.locator(".messages")).to_contain_text(page.title)
    draft.refresh_from_db()
    assert not draft.live


@pytest.mark.parametrize("typed", [TYPED_SLUG, TYPED_SLUG.upper()])
def test_a_typed_slug_keeps_its_letters(log_in, typed):
    chief = log_in("chief-editor")
    section = ProjectIndexPage.objects.get(locale=locale("az"))
    chief.goto(reverse("wagtailadmin_pages:add", args=["projects", "projectpage", section.pk]))
    chief.get_by_role("tab", name="Promote").click()
    chief.fill("[name=slug]", typed)
    chief.press("[name=slug]", "Tab")
    expect(chief.locator("[name=slug]")).to_have_value(SLUG)


def test_what_is_pressed_waits_for_every_draft_that_is_saved_by_itself_and_is_no_part_of_it(log_in):
    chief = log_in("chief-editor")
    page = StandardPage.objects.filter(locale=locale("az"), live=True).first()
    chief.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    chief.fill("[name=title]", "Bir dəfə")
    tell = """names => names.forEach(name => document.querySelector('#page-edit-form').dispatchEvent(new CustomEvent(
        'w-autosave:' + name, {bubbles: true, cancelable: true, detail: {response: {}}})))"""
    chief.evaluate(tell, ["save"])
    chief.click("footer [data-w-dropdown-target=toggle]")
    chief.click("[name=action-publish]")
    chief.evaluate(tell, ["success", "save"])  # the next one begins at once
    chief.wait_for_timeout(200)
    assert chief.locator("#page-edit-form input[name=action-publish]").count() == 0
    chief.evaluate(tell, ["success"])
    chief.wait_for_url(f"**/admin/pages/{page.get_parent().pk}/")
    assert StandardPage.objects.get(pk=page.pk).title == "Bir dəfə"


def test_publishing_while_a_new_page_is_saved_by_itself_makes_one_page(log_in):
    chief = log_in("chief-editor")
    section = StandardPage.objects.filter(locale=locale("az")).first().get_parent()
    chief.goto(reverse("wagtailadmin_pages:add", args=["home", "standardpage", section.pk]))

    held = []  # the answer to the first draft that is saved by itself: on a slow line it comes after the click

    def hold(route):
        if "json" in route.request.headers["accept"] and not held:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    chief.route("**/pages/add/**", hold)
    chief.fill("[name=title]", "Bir dəfə")
    write_until(chief, lambda: held)
    chief.click("footer [data-w-dropdown-target=toggle]")
    chief.click("[name=action-publish]")
    route, answer = held[0]
    route.fulfill(response=answer)
    chief.wait_for_url(f"**/admin/pages/{section.pk}/")
    page = StandardPage.objects.get(title="Bir dəfə")
    assert (page.live, page.slug) == (True, "bir-defe")
