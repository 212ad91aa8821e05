"""Whoever approves a translation reads it first: beside its original, with what is different from what readers see."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail_localize.models import SegmentOverride, StringTranslation

from home.models import StandardPage
from tests.factories import committed, locale, make_image, make_page, translate, user_in
from tests.following import again, block, edit, english, in_english
from tests.translating import said, translation_of
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LINK = '<p>Bax: <a href="https://example.org/az">burada</a></p>'


@made_once
def source(home):
    translate(home, "en", in_english)
    return make_page(
        StandardPage,
        home,
        title="Haqqımızda",
        summary="Biz kimik",
        body=[block("text", "<p>Bir gün.</p><p>İki söz.</p>"), block("text", LINK)],
    )


@made_once
def page(source):
    """Live in English."""
    return translate(source, "en", in_english)


@made_once
def translator(home):
    user = user_in("translators-en", "translator")
    user.email = "translator@example.org"
    user.save()
    return user


@made_once
def chief(home):
    user = user_in("chief-editors", "chief")
    user.email = "chief@example.org"
    user.save()
    return user


def logged_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def type_in(source, texts, user=None, kind="manual"):
    """What the editor's fields send."""
    translation = translation_of(source)
    for segment in translation.source.stringsegment_set.filter(string__data__in=texts).select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": texts[segment.string.data],
                "translation_type": kind,
                "tool_name": "DeepL" if kind == "machine" else "",
                "last_translated_by": user,
            },
        )


def submit(source, translator):
    address = reverse("wagtailadmin_pages:edit", args=[english(source).pk])
    with committed():
        logged_in(translator).post(address, {"action": "submit-review"})
    return english(source).current_workflow_task_state


def address_of(task_state):
    return reverse("translation_review:review", args=[task_state.pk])


def shown(user, task_state):
    """The page without its tags; ``[-…-]`` and ``[+…+]`` are what is marked as removed and added."""
    html = logged_in(user).get(address_of(task_state)).content.decode()
    html = html[html.index('class="review-head"') :]
    html = re.sub(r'<span class="w-sr-only">.*?</span>', "", html)
    html = (
        html.replace("</del><ins>", "</del> <ins>")
        .replace("<del>", "[-")
        .replace("</del>", "-]")
        .replace("<ins>", "[+")
        .replace("</ins>", "+]")
    )
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def decide(user, task_state, action, comment=""):
    with committed():
        return logged_in(user).post(address_of(task_state), {"action": action, "comment": comment})


def test_what_readers_see_otherwise_is_marked_word_by_word(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN Who kimik"}, translator)
    text = shown(chief, submit(source, translator))
    assert "EN [-Biz-] [+Who+] kimik" in text
    assert "Update of a page that readers see: 1 text is to be read." in text
    assert "by translator" in text


def test_what_is_as_readers_see_it_is_folded_away_in_the_order_of_the_page(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN Who kimik"}, translator)
    task_state = submit(source, translator)
    text = shown(chief, task_state)
    assert (
        text.index("1 unchanged text ") < text.index("Who") < text.index("3 unchanged texts") < text.index("Bir gün.")
    )
    assert logged_in(chief).get(address_of(task_state)).content.decode().count("<details") >= 2


def test_difference_is_said_as_well_as_shown(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN Who kimik"}, translator)
    html = logged_in(chief).get(address_of(submit(source, translator))).content.decode()
    assert '<del><span class="w-sr-only">removed: </span>Biz' in html
    assert '<ins><span class="w-sr-only">added: </span>Who' in html


def test_first_translation_is_read_whole_with_nothing_folded_or_marked(source, translator, chief):
    translate(source, "en", in_english, publish=False)
    text = shown(chief, submit(source, translator))
    assert "First translation" in text
    assert "EN Biz kimik" in text
    assert "unchanged" not in text
    assert "[-" not in text and "[+" not in text


def test_what_is_shown_is_what_was_submitted_not_what_was_typed_since(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN submitted"}, translator)
    task_state = submit(source, translator)
    type_in(source, {"Biz kimik": "EN later"}, translator)
    text = shown(chief, task_state)
    assert "It has changed since it was submitted." in text
    assert (
        "EN [-Biz kimik-] [+submitted+] Typed after it was submitted, not part of it: EN [-submitted-] [+later+]"
        in text
    )


def test_what_came_into_the_original_and_left_it_since_is_said(source, page, translator, chief):
    def change(draft):
        draft.summary = "Biz indi kimik"
        draft.body[0].value.source = "<p>Bir gün.</p><p>Yeni bənd.</p><p>Üç.</p>"

    edit(source, change)
    type_in(source, {"Biz indi kimik": "EN now", "Yeni bənd.": "EN paragraph", "Üç.": "EN three"}, translator)
    text = shown(chief, submit(source, translator))
    assert "Changed in the original Biz [+indi +]kimik" in text
    assert "New in the original" in text
    assert "No longer in the original" in text
    assert "[-EN İki söz.-]" in text


def table(*cells):
    rows = [{"values": [cell]} for cell in cells]
    return {"caption": "Qruplar", "columns": [{"type": "text", "heading": "Ad"}], "rows": rows}


def test_cells_of_a_table_are_read_beside_their_originals(home, translator, chief):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Cədvəl", body=[block("table", table("Müəllimlər", "Valideynlər"))])
    translate(page, "en", in_english)
    type_in(page, {"Valideynlər": "EN Parents"}, translator)
    text = shown(chief, submit(page, translator))
    assert "Valideynlər Translation EN [-Valideynlər-] [+Parents+]" in text
    assert "1 text is to be read" in text
    assert "No longer" not in text


def test_cell_that_has_another_text_in_the_original_is_a_changed_one(home, translator, chief):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Cədvəl", body=[block("table", table("Müəllimlər", "Valideynlər"))])
    translate(page, "en", in_english)

    def change(draft):
        draft.body[0].value.row_data[1]["values"][0] = "Ana və atalar"

    edit(page, change)
    type_in(page, {"Ana və atalar": "EN Parents"}, translator)
    text = shown(chief, submit(page, translator))
    assert "Changed in the original [-Valideynlər-] [+Ana və atalar+]" in text
    assert "1 text is to be read" in text


def test_picture_that_stands_for_another_is_called_by_its_title(home, translator, chief):
    translate(home, "en", in_english)
    ours, theirs = make_image(title="Həyət"), make_image(title="Yard")
    picture = {"image": {"image": ours.pk, "alt_text": "Məktəbin həyəti", "decorative": False}, "caption": ""}
    page = make_page(StandardPage, home, title="Şəkil", body=[block("picture", picture)])
    translate(page, "en", in_english)
    segment = translation_of(page).source.overridablesegment_set.get()
    SegmentOverride.objects.create(
        context=segment.context, locale=locale("en"), data_json=str(theirs.pk), last_translated_by=translator
    )
    type_in(page, {"Şəkil": "EN Picture"}, translator)
    assert "Həyət Həyət Yard" in shown(chief, submit(page, translator))


def test_paragraph_that_is_inserted_does_not_make_its_neighbours_look_changed(source, page, translator, chief):
    def insert(draft):
        draft.body[0].value.source = "<p>Bir gün.</p><p>Yeni bənd.</p><p>İki söz.</p>"

    edit(source, insert)
    type_in(source, {"Yeni bənd.": "EN paragraph"}, translator)
    text = shown(chief, submit(source, translator))
    assert "1 text is to be read" in text
    assert "New in the original Yeni bənd." in text
    assert "New on the page EN paragraph" in text


def test_link_that_stands_for_another_is_listed(source, page, translator, chief):
    segment = translation_of(source).source.overridablesegment_set.get()
    SegmentOverride.objects.create(
        context=segment.context,
        locale=locale("en"),
        data_json='"https://example.org/en"',
        last_translated_by=translator,
    )
    type_in(source, {"Biz kimik": "EN who"}, translator)
    text = shown(chief, submit(source, translator))
    row = text[text.index("Pictures, links and other values") :]
    assert "https://example.org/az https://example.org/az https://example.org/en" in row


def test_links_as_in_the_original_are_not_listed(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    assert "Pictures, links" not in shown(chief, submit(source, translator))


def test_text_of_a_machine_is_marked(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, kind="machine")
    assert "A machine translated it (DeepL)" in shown(chief, submit(source, translator))


def test_bold_word_is_a_change_too(source, page, translator, chief):
    type_in(source, {"Bir gün.": "EN <b>Bir</b> gün."}, translator)
    assert "Only its formatting or its links have changed." in shown(chief, submit(source, translator))


def test_page_as_it_will_be_and_the_original_are_a_click_away(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    client = logged_in(chief)
    html = client.get(address_of(task_state)).content.decode()
    preview = re.search(r'<iframe src="([^"]+)"', html)[1]
    answer = client.get(preview)
    assert "EN who" in answer.content.decode()
    assert answer.headers.get("X-Frame-Options", "SAMEORIGIN") == "SAMEORIGIN"
    assert f'href="{source.url}"' in html


def test_approved_readers_see_it_and_the_next_that_waits_opens(source, page, translator, chief, home):
    other = make_page(StandardPage, home, title="Başqa")
    translate(other, "en", in_english, publish=False)
    type_in(source, {"Biz kimik": "EN who"}, translator)
    first, second = submit(source, translator), submit(other, translator)
    answer = decide(chief, first, "approve")
    assert answer.url == address_of(second)
    assert "has been approved" in said(answer)[0]
    assert english(source).summary == "EN who"
    assert decide(chief, second, "approve").url == reverse("wagtailadmin_home")


def test_returned_the_translator_reads_why_above_the_texts(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    answer = decide(chief, submit(source, translator), "reject", "Shorter, please")
    assert "returned for changes" in said(answer)[0]
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Shorter, please" in logged_in(translator).get(editor).content.decode()
    assert "Shorter, please" in mail.outbox[-1].body


def test_nothing_is_returned_without_a_word(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    answer = decide(chief, task_state, "reject", "  ")
    assert "Say what has to be changed." in answer.content.decode()
    task_state.refresh_from_db()
    assert task_state.status == TaskState.STATUS_IN_PROGRESS


def test_refusal_is_told_with_the_way_and_the_comment_stays(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    type_in(source, {"Biz kimik": "EN later"}, translator)
    answer = decide(chief, task_state, "approve", "Well done")
    assert "changed since it was submitted" in said(answer)[0]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in said(answer)[0]
    assert ">Well done</textarea>" in answer.content.decode()
    assert again(page).summary == "EN Biz kimik"


def test_text_that_has_come_into_the_original_meanwhile_holds_the_approval_up(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    edit(source, lambda draft: draft.body.append(("text", "<p>Sonuncu.</p>")))
    assert "New in the original Sonuncu. Translation Not translated in what was submitted" in shown(chief, task_state)
    answer = decide(chief, task_state, "approve")
    assert said(answer)
    assert again(page).summary == "EN Biz kimik"


def test_nothing_is_approved_on_a_page_that_somebody_has_locked(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    locked = again(page)
    locked.locked, locked.locked_by, locked.locked_at = True, user_in("chief-editors", "other-chief"), timezone.now()
    locked.save()
    assert "has been locked by other-chief" in shown(chief, task_state)
    answer = decide(chief, task_state, "approve")
    assert "has been locked by other-chief" in said(answer)[0]
    assert again(page).summary == "EN Biz kimik"


def test_who_wrote_it_reads_it_and_decides_nothing(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, chief)
    task_state = submit(source, translator)
    for user in (translator, chief):
        assert "Your decision" not in shown(user, task_state)
        assert decide(user, task_state, "approve").status_code in {302, 403}
    assert "You wrote it" in shown(chief, task_state)
    assert again(page).summary == "EN Biz kimik"


@pytest.mark.parametrize("group", ["translators-tr", "editors"])
def test_who_does_not_write_the_language_does_not_read_it(source, page, translator, group):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    answer = logged_in(user_in(group)).get(address_of(submit(source, translator)))
    assert answer.status_code in {302, 403}
    assert "EN who" not in answer.content.decode()


def test_what_somebody_else_has_decided_meanwhile_is_said_and_the_comment_kept(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    decide(user_in("chief-editors", "quicker"), task_state, "reject", "Shorter")
    answer = decide(chief, task_state, "approve", "Well done")
    text = answer.content.decode()
    assert "has been decided" in said(answer)[0]
    assert "by quicker" in text and "Well done" in text
    assert again(page).summary == "EN Biz kimik"


def test_old_review_leads_to_the_present_one(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    task_state = submit(source, translator)
    decide(chief, task_state, "reject", "Shorter")
    type_in(source, {"Biz kimik": "EN us"}, translator)
    present = submit(source, translator)
    assert address_of(present) in logged_in(chief).get(address_of(task_state)).content.decode()


def test_source_pages_are_reviewed_where_they_always_were(source, chief):
    source.save_revision()
    state = source.get_workflow().start(source, user_in("editors"))
    assert logged_in(chief).get(address_of(state.current_task_state)).status_code == 404
    dashboard = logged_in(chief).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[source.pk]) in dashboard


def test_dashboard_and_editor_and_mail_lead_there(source, page, translator, chief):
    type_in(source, {"Biz kimik": "EN who"}, translator)
    address = address_of(submit(source, translator))
    client = logged_in(chief)
    assert f'href="{address}"' in client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{address}"' in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["chief@example.org"]


def test_page_of_30_texts_is_compared_in_few_queries(home, translator, chief, django_assert_max_num_queries):
    translate(home, "en", in_english)
    words = [block("text", "".join(f"<p>Bənd {part} {number}.</p>" for number in range(10))) for part in range(3)]
    source = make_page(StandardPage, home, title="Uzun", summary="Mətn", body=words)
    translate(source, "en", in_english)
    type_in(source, {f"Bənd 1 {number}.": f"EN Paragraph {number}." for number in range(10)}, translator)
    task_state = submit(source, translator)
    client = logged_in(chief)
    client.get(address_of(task_state))
    with django_assert_max_num_queries(40):
        html = client.get(address_of(task_state)).content.decode()
    assert "10 texts are to be read" in html
