"""Two people, one page: both texts are kept, readers see what they saw, and the second is shown both."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.conflicts.differences import Differences, panel_of
from core.conflicts.saving import KEPT
from home.models import StandardPage
from home.roles import CHIEF_EDITORS, translators_group
from projects.models import Theme
from tests.factories import make_page, user_in
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]


@made_once
def page(home):
    return make_page(StandardPage, home, title="Haqqımızda", slug="haqqimizda", summary="Biz kimik")


@pytest.fixture
def mine(client, page):
    """The form as the second person opened it, before the first one saved."""
    client.force_login(user_in(CHIEF_EDITORS, "second"))
    shown = client.get(edit(page)).content
    return {field["name"]: field["value"] for field in BeautifulSoup(shown, "html.parser").select("[name^=loaded_]")}


@pytest.fixture
def first(page, mine):
    """Somebody else saves a draft meanwhile."""
    return save_other(page, summary="Biz birlikdəyik")


def save_other(page, name="first", **fields):
    draft = page.get_latest_revision_as_object()
    for field, value in fields.items():
        setattr(draft, field, value)
    return draft.save_revision(user=user_in(CHIEF_EDITORS, name))


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def send(client, page, seen, address=None, **fields):
    form = {
        "title": "Haqqımızda",
        "slug": "haqqimizda",
        "summary": "Biz kimik",
        "lead_image": "",
        "lead_image_alt": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([]),
        "comments": inline_formset([]),
    }
    return client.post(address or edit(page), {**nested_form_data(form), **seen, **fields})


def shown(client, response):
    return BeautifulSoup(client.get(response.url).content, "html.parser")


def latest(page):
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_what_comes_second_is_kept_and_overwrites_nothing(client, page, mine, first, action):
    response = send(client, page, mine, summary="Biz kimsə deyilik", **action)
    assert response.url.startswith("/admin/two-versions/")
    page.refresh_from_db()
    assert (page.summary, latest(page).summary) == ("Biz kimik", "Biz birlikdəyik")
    kept = PageLogEntry.objects.get(page=page.pk, action=KEPT)
    assert (kept.user.username, kept.revision.as_object().summary) == ("second", "Biz kimsə deyilik")


def test_both_texts_are_shown_field_by_field(client, page, mine, first):
    conflict = shown(client, send(client, page, mine, summary="Biz kimsə deyilik"))
    [row] = conflict.select("tbody tr")
    their, own = (cell.get_text(" ", strip=True) for cell in row.select("td"))
    assert "birlikdəyik" in their and "deyilik" in own
    assert "Both changed" in row.th.get_text()
    assert "first" in conflict.select_one(".conflict").get_text()
    assert conflict.select("[name=take][value=mine]") and not conflict.select("[name=take][value=both]")


def take(client, response, which):
    form = shown(client, response)
    return client.post(response.url, {"take": which, "theirs": form.select_one("[name=theirs]")["value"]})


def test_mine_can_be_put_over_theirs(client, page, mine, first):
    response = take(client, send(client, page, mine, summary="Biz kimsə deyilik"), "mine")
    assert response.url == edit(page)
    assert latest(page).summary == "Biz kimsə deyilik"
    assert Page.objects.get(pk=page.pk).specific.summary == "Biz kimik"


def test_different_fields_can_be_joined(client, page, mine, first):
    response = send(client, page, mine, title="Biz")
    assert "nothing clashes" in shown(client, response).select_one(".conflict").get_text()
    take(client, response, "both")
    assert (latest(page).title, latest(page).summary) == ("Biz", "Biz birlikdəyik")


@pytest.mark.parametrize(("caption", "number"), [("", 0), ("Yeni", 1)])
def test_what_was_never_filled_in_and_is_sent_empty_is_no_change(page, rf, admin_user, caption, number):
    request = rf.get("/")
    request.user = admin_user
    sent = StandardPage.objects.get(pk=page.pk)
    value = {"text": "", "label": "Oxu", "url": "https://example.org/"}
    for one, more in ((page, {}), (sent, {"text": caption, "language": ""})):
        one.body = [{"type": "call_to_action", "id": "a", "value": {**value, **more}}]
    del page.body.raw_data[0]["value"]["text"]
    assert len(Differences(panel_of(page, request), page, sent, page)) == number


@pytest.mark.parametrize(("text", "number"), [("Məktəb", 0), ("Bağça", 1)])
def test_the_key_that_a_form_makes_up_for_a_paragraph_is_no_change(page, rf, admin_user, text, number):
    request = rf.get("/")
    request.user = admin_user
    sent = StandardPage.objects.get(pk=page.pk)
    for one, html in ((page, "<p>Məktəb</p>"), (sent, f'<p data-block-key="a1b2c">{text}</p>')):
        one.body = [{"type": "text", "id": "a", "value": html}]
    assert len(Differences(panel_of(page, request), page, sent, page)) == number


def test_a_third_version_is_not_overwritten_either(client, page, mine, first):
    response = send(client, page, mine, title="Biz")
    version = shown(client, response).select_one("[name=theirs]")["value"]
    save_other(page, "third", summary="Üçüncü")
    assert client.post(response.url, {"take": "mine", "theirs": version}).url == response.url
    assert latest(page).summary == "Üçüncü"


def test_who_goes_on_editing_mine_has_it_in_the_form(client, page, mine, first):
    conflict = shown(client, send(client, page, mine, summary="Biz kimsə deyilik"))
    address = next(link["href"] for link in conflict.select(".conflict a") if "/revert/" in link["href"])
    form = BeautifulSoup(client.get(address).content, "html.parser")
    assert form.select_one("[name=summary]").get_text(strip=True) == "Biz kimsə deyilik"


def test_who_changed_nothing_is_shown_the_newer_version_and_publishes_nothing(client, page, mine, first):
    response = send(client, page, mine, **{"action-publish": "1"})
    assert response.url == edit(page)
    assert "newer version" in str(next(iter(get_messages(response.wsgi_request))))
    page.refresh_from_db()
    assert page.summary == "Biz kimik"
    assert not PageLogEntry.objects.filter(action=KEPT).exists()


def test_a_form_sent_twice_is_no_conflict(client, page, mine):
    for _ in range(2):
        response = send(client, page, mine, summary="Bir dəfə")
    assert response.url == edit(page)
    assert not PageLogEntry.objects.filter(action=KEPT).exists()


def test_a_form_with_faults_still_knows_which_version_it_began_with(client, page, mine, first):
    response = send(client, page, mine, summary="Biz kimsə deyilik", title="A" * 300)
    form = BeautifulSoup(response.content, "html.parser")
    assert {field["name"]: field["value"] for field in form.select("[name^=loaded_]")} == mine
    assert form.select_one("[name=summary]").get_text(strip=True) == "Biz kimsə deyilik"


def test_while_the_page_is_locked_what_was_typed_stays_in_the_form(client, page, mine, first):
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=first.user)
    response = send(client, page, mine, summary="Biz kimsə deyilik")
    form = BeautifulSoup(response.content, "html.parser")
    assert form.select_one("[name=summary]").get_text(strip=True) == "Biz kimsə deyilik"
    assert latest(page).summary == "Biz birlikdəyik"


def test_a_version_that_was_overwritten_by_its_own_writer_is_noticed(client, page):
    """An automatic save writes into its own revision: what the second saw of it is gone, and is still not theirs."""
    revision = save_other(page, summary="Biz")
    client.force_login(user_in(CHIEF_EDITORS, "second"))
    seen = BeautifulSoup(client.get(edit(page)).content, "html.parser").select("[name^=loaded_]")
    draft = latest(page)
    draft.summary = "Biz birlikdəyik"
    draft.save_revision(user=revision.user, overwrite_revision=revision)
    response = send(client, page, {field["name"]: field["value"] for field in seen}, summary="Biz kimsə deyilik")
    [row] = shown(client, response).select("tbody tr")
    assert latest(page).summary == "Biz birlikdəyik"
    assert "birlikdəyik" in row.get_text() and "deyilik" in row.get_text()


def test_who_may_not_edit_the_page_sees_neither(client, page, mine, first):
    address = send(client, page, mine, summary="Biz kimsə deyilik").url
    client.force_login(user_in(translators_group("en")))
    assert client.get(address).status_code in {302, 403}


@pytest.fixture
def theme(client, home):
    client.force_login(user_in(CHIEF_EDITORS, "second"))
    theme = Theme(name="Təhsil", code="tehsil")
    theme.save()
    return theme


def record_form(client, theme):
    form = BeautifulSoup(client.get(record_address(theme)).content, "html.parser").select_one("#w-editor-form")
    return {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=submit])")}


def record_address(theme):
    return reverse("wagtailsnippets_projects_theme:edit", args=[theme.pk])


def test_of_a_record_the_second_text_stays_in_the_form_beside_the_first(client, theme):
    fields = record_form(client, theme)
    Theme.objects.filter(pk=theme.pk).update(name="Elm")
    response = client.post(record_address(theme), {**fields, "name": "Maarif"})
    page = BeautifulSoup(response.content, "html.parser")
    assert Theme.objects.get(pk=theme.pk).name == "Elm"
    assert page.select_one("input[name=name]")["value"] == "Maarif"
    assert "Elm" in page.select_one(".conflict td").get_text()
    again = {field["name"]: field.get("value", "") for field in page.select("#w-editor-form input[name]")}
    assert client.post(record_address(theme), again).status_code == 302
    assert Theme.objects.get(pk=theme.pk).name == "Maarif"


def test_a_record_nobody_else_changed_is_saved(client, theme):
    fields = record_form(client, theme)
    assert client.post(record_address(theme), {**fields, "name": "Maarif"}).status_code == 302
    assert Theme.objects.get(pk=theme.pk).name == "Maarif"
