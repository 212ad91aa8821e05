"""A translator hands a translation over, a second person approves it or sends it back, and only then readers see it."""

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.validation import PublicationRefused
from home.models import HomePage, StandardPage
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.factories import committed, locale, make_page, publish, translate, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

TITLE, SUMMARY = "Haqqımızda", "Biz kimik"
IN_ENGLISH = {TITLE: "About us", SUMMARY: "Who we are"}


@made_once
def source(home):
    translate(home, "en", lambda text: f"EN {text}")
    return make_page(StandardPage, home, title=TITLE, summary=SUMMARY)


@made_once
def page(source):
    """A draft in English, of which nothing is translated."""
    translate_object(source, [locale("en")])
    return source.get_translation(locale("en"))


@made_once
def translator(page):
    user = user_in(translators_group("en"), "translator")
    user.email = "translator@example.org"
    user.save()
    return user


@made_once
def chief(page):
    user = user_in(CHIEF_EDITORS, "chief")
    user.email = "chief@example.org"
    user.save()
    return user


@pytest.fixture
def log_in():
    def log_one_in(user):
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return log_one_in


def type_in(user, page, texts=IN_ENGLISH):
    """What the editor's fields send."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    for segment in translation.source.stringsegment_set.filter(string__data__in=texts).select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=page.locale,
            defaults={"data": texts[segment.string.data], "translation_type": "manual", "last_translated_by": user},
        )


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def post(client, page, action):
    with committed():
        return client.post(edit_address(page), {"action": action})


def act(client, page, action, comment="", **headers):
    """What the reviewer's buttons send."""
    task_state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk])
    with committed():
        return client.post(
            address, {"comment": comment}, headers={"referer": f"http://testserver{edit_address(page)}", **headers}
        )


def told(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def shown(client, page):
    return client.get(edit_address(page)).content.decode()


@pytest.fixture
def submitted(page, translator, log_in):
    type_in(translator, page)
    post(log_in(translator), page, "submit-review")
    page.refresh_from_db()
    return page


def test_every_language_has_the_workflow():
    assert {home.get_workflow().name for home in HomePage.objects.all()} == {"İkinci şəxsin təsdiqi"}


def test_an_incomplete_translation_is_not_submitted_but_told_what_is_missing(page, translator, log_in):
    type_in(translator, page, {TITLE: "About us"})
    response = post(log_in(translator), page, "submit-review")
    assert SUMMARY in told(response)
    page.refresh_from_db()
    assert page.current_workflow_state is None


def test_who_may_not_publish_hands_over_and_a_chief_editor_publishes(submitted, translator, chief, log_in, client):
    assert submitted.workflow_in_progress
    assert not submitted.live
    act(log_in(chief), submitted, "approve")
    submitted.refresh_from_db()
    assert (submitted.live, submitted.title, submitted.summary) == (True, "About us", "Who we are")
    assert b"Who we are" in client.get(submitted.url).content
    assert submitted.workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_a_live_page_stays_as_it_is_until_its_new_translation_is_approved(source, chief, log_in, client):
    page = translate(source, "en", IN_ENGLISH)
    before = client.get(page.url).content
    translator = user_in(translators_group("en"))
    type_in(translator, page, {SUMMARY: "Who we really are"})
    post(log_in(translator), page, "submit-review")
    assert page.workflow_in_progress
    assert client.get(page.url).content == before
    act(log_in(chief), page, "approve")
    assert b"Who we really are" in client.get(page.url).content


def test_mails_go_to_those_who_approve_and_back_to_who_submitted(chief, submitted, translator, log_in):
    assert [message.to for message in mail.outbox] == [["chief@example.org"]]
    act(log_in(chief), submitted, "reject", "Please say it shorter")
    assert mail.outbox[-1].to == ["translator@example.org"]
    assert "Please say it shorter" in mail.outbox[-1].body


def test_while_it_waits_the_translator_is_locked_out_and_told_so(submitted, translator, log_in):
    html = shown(log_in(translator), submitted)
    assert "waits for approval" in html
    assert "by translator. To be approved by: chief-editors" in html
    assert 'value="submit-review"' not in html


def test_a_translation_is_sent_back_with_a_comment_and_submitted_again(submitted, translator, chief, log_in):
    act(log_in(chief), submitted, "reject", "Please say it shorter")
    html = shown(log_in(translator), submitted)
    assert "by chief" in html
    assert "Please say it shorter" in html
    type_in(translator, submitted, {SUMMARY: "Us"})
    post(log_in(translator), submitted, "submit-review")
    assert submitted.workflow_states.count() == 1
    act(log_in(chief), submitted, "approve")
    submitted.refresh_from_db()
    assert (submitted.live, submitted.summary) == (True, "Us")


def test_the_translator_can_withdraw(submitted, translator, chief, log_in):
    response = post(log_in(translator), submitted, "withdraw-review")
    assert "withdrawn" in told(response)
    assert not submitted.workflow_in_progress
    assert 'value="submit-review"' in shown(log_in(translator), submitted)


def test_nobody_else_withdraws(submitted, log_in):
    other = user_in(translators_group("en"))
    post(log_in(other), submitted, "withdraw-review")
    assert submitted.workflow_in_progress


@pytest.mark.parametrize("group", [EDITORS, translators_group("tr")])
def test_who_does_not_write_the_language_submits_nothing(page, translator, log_in, group):
    type_in(translator, page)
    post(log_in(user_in(group)), page, "submit-review")
    assert not page.workflow_in_progress


def test_the_approver_finds_the_way_to_the_review_above_the_editor(submitted, chief, log_in):
    html = shown(log_in(chief), submitted)
    assert reverse("translation_review:review", args=[submitted.current_workflow_task_state.pk]) in html


def test_the_translator_finds_no_button_to_approve(submitted, translator, log_in):
    assert "workflow/action" not in shown(log_in(translator), submitted)
    act(log_in(translator), submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live


def test_a_chief_editor_does_not_approve_what_they_submitted(page, chief, log_in):
    type_in(user_in(translators_group("en")), page)
    client = log_in(chief)
    post(client, page, "submit-review")
    assert "somebody else has to approve it" in shown(client, page)
    act(client, page, "approve")
    page.refresh_from_db()
    assert (page.live, page.workflow_in_progress) == (False, True)


def test_a_chief_editor_does_not_approve_what_they_typed(page, translator, chief, log_in):
    type_in(translator, page)
    type_in(chief, page, {TITLE: "About the initiative"})
    post(log_in(translator), page, "submit-review")
    act(log_in(chief), page, "approve")
    page.refresh_from_db()
    assert (page.live, page.workflow_in_progress) == (False, True)
    act(log_in(user_in(CHIEF_EDITORS)), page, "approve")
    page.refresh_from_db()
    assert page.live


def test_what_they_typed_before_the_last_publication_is_forgotten(source, translator, chief, log_in):
    page = source.get_translation(locale("en"))
    type_in(chief, page)
    post(log_in(chief), page, "publish")
    page.refresh_from_db()
    assert page.live
    type_in(translator, page, {SUMMARY: "Us"})
    post(log_in(translator), page, "submit-review")
    act(log_in(chief), page, "approve")
    page.refresh_from_db()
    assert page.summary == "Us"


def test_what_changed_after_the_submission_is_not_approved_unseen(submitted, chief, log_in):
    reviewer = user_in(CHIEF_EDITORS)
    type_in(reviewer, submitted, {SUMMARY: "Us"})
    response = act(log_in(chief), submitted, "approve")
    assert "changed since it was submitted" in told(response)
    submitted.refresh_from_db()
    assert (submitted.live, submitted.workflow_in_progress) == (False, True)
    client = log_in(reviewer)
    assert "It has changed since then" in shown(client, submitted)
    post(client, submitted, "submit-review")
    assert "It has changed since then" not in shown(client, submitted)
    assert submitted.workflow_states.count() == 1
    act(log_in(chief), submitted, "approve")
    submitted.refresh_from_db()
    assert (submitted.live, submitted.summary) == (True, "Us")


def test_facts_that_changed_meanwhile_are_not_taken_back_by_the_approval(submitted, source, chief, log_in):
    source.show_in_menus = True
    source.save_revision()
    publish(source)
    Translation.objects.get(source__object_id=source.translation_key).source.update_from_db()
    act(log_in(chief), submitted, "approve")
    submitted.refresh_from_db()
    assert (submitted.live, submitted.show_in_menus, submitted.title) == (True, True, "About us")
    assert submitted.workflow_states.get().status == WorkflowState.STATUS_APPROVED
    assert submitted.live_revision.user.username == "translator"


@pytest.mark.parametrize("is_dialog", [True, False])
def test_if_the_source_has_changed_meanwhile_nothing_goes_live_and_the_workflow_waits(
    submitted, source, chief, log_in, client, is_dialog
):
    source.summary = "Biz indi kimik"
    source.save_revision()
    publish(source)
    Translation.objects.get(source__object_id=source.translation_key).source.update_from_db()
    headers = {"x-requested-with": "XMLHttpRequest"} if is_dialog else {}
    response = act(log_in(chief), submitted, "approve", **headers)
    if is_dialog:
        assert response.json() == {"step": "success", "redirect": f"http://testserver{edit_address(submitted)}"}
    assert told(response)
    submitted.refresh_from_db()
    assert not submitted.live
    state = submitted.current_workflow_state
    assert (state.status, state.current_task_state.status) == ("in_progress", "in_progress")
    assert client.get(f"/en/{submitted.slug}/").status_code == 404


def test_a_chief_editor_publishes_at_once_and_ends_the_workflow(submitted, chief, log_in):
    response = post(log_in(chief), submitted, "publish")
    assert "Published" in told(response)
    submitted.refresh_from_db()
    assert (submitted.live, submitted.workflow_states.get().status) == (True, WorkflowState.STATUS_CANCELLED)


def test_submitting_the_page_for_translation_once_more_leaves_what_waits_alone(submitted, source, chief, log_in):
    translate_object(source, [locale("en")], user=user_in(EDITORS))
    act(log_in(chief), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live


@pytest.mark.parametrize("is_live", [True, False])
def test_a_text_too_long_for_its_field_is_refused_with_the_reason_and_kept(page, translator, chief, log_in, is_live):
    if is_live:
        type_in(translator, page)
        post(log_in(chief), page, "publish")
    long = "A" * 400
    type_in(translator, page, {**IN_ENGLISH, SUMMARY: long})
    response = post(log_in(translator), page, "submit-review")
    assert "300" in told(response)
    page.refresh_from_db()
    assert not page.workflow_in_progress
    assert StringTranslation.objects.get(data=long).has_error


def test_after_the_approval_the_editor_says_whose_it_was(submitted, translator, chief, log_in):
    act(log_in(chief), submitted, "approve", "Good work")
    html = shown(log_in(translator), submitted)
    assert "Approved and published" in html
    assert "Good work" in html


def test_a_live_page_without_a_draft_has_nothing_to_submit(source, log_in):
    page = translate(source, "en", IN_ENGLISH)
    client = log_in(user_in(translators_group("en")))
    assert "translation-review__" not in shown(client, page)
    assert 'value="submit-review"' not in shown(client, page)
    type_in(None, page, {SUMMARY: "Us"})
    assert 'value="submit-review"' in shown(client, page)


def test_a_task_is_not_disabled_by_halves(submitted, chief):
    """Wagtail approves what waits for it; what may not go live refuses, and then nothing has happened."""
    task = submitted.current_workflow_task_state.task
    StringTranslation.objects.filter(data=IN_ENGLISH[TITLE]).delete()
    with pytest.raises(PublicationRefused):
        task.deactivate(user=chief)
    task.refresh_from_db()
    submitted.refresh_from_db()
    assert task.active and not submitted.live
    assert submitted.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
