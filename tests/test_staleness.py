"""A translation whose original has changed is marked at once, for translators and readers; its text stays as it is."""

import pytest
from wagtail_localize.models import String

from home.models import StandardPage
from projects.models import Theme
from tests.factories import locale, make_page, publish, translate
from tests.following import again, block, edit, english, in_english, record
from tests.translating import translation_of
from tests.worlds import made_once
from translation.models import Work
from translation.work.amounts import amount_of
from translation.work.changes import Kind, changes, places

pytestmark = pytest.mark.django_db


@made_once
def page(home):
    translate(home, "en", in_english)
    page = make_page(
        StandardPage, home, title="Haqqımızda", summary="Biz kimik", body=[block("text", "<p>Bir.</p><p>İki söz.</p>")]
    )
    translate(page, "en", in_english)
    return page


def work_on(page, code="en"):
    return Work.objects.get(translation=translation_of(page, code))


def changed(page, code="en"):
    work = work_on(page, code)
    return changes(work.published_from, places(work.translation.source))


def set_body(html):
    def change(page):
        page.body[0].value.source = html

    return change


def test_a_translation_is_up_to_date_when_it_is_published(page):
    assert work_on(page).stale_since is None
    assert changed(page) == []


def test_it_is_stale_from_the_publication_of_the_change(page):
    edit(page, lambda draft: setattr(draft, "summary", "Biz kimik və nə edirik"))
    assert work_on(page).stale_since
    assert [one[:1] + one[2:] for one in changed(page)] == [(Kind.CHANGED, "Biz kimik", "Biz kimik və nə edirik")]
    assert english(page).summary == "EN Biz kimik"


def test_a_draft_of_the_original_makes_nothing_stale(page):
    draft = again(page)
    draft.summary = "Yalnız qaralama"
    draft.save_revision()
    assert work_on(page).stale_since is None


def test_a_change_that_is_taken_back_leaves_no_trace(page):
    edit(page, lambda draft: setattr(draft, "summary", "Başqa"))
    edit(page, lambda draft: setattr(draft, "summary", "Biz kimik"))
    assert work_on(page).stale_since is None


def test_since_when_is_the_first_change(page):
    edit(page, lambda draft: setattr(draft, "summary", "Bir"))
    first = work_on(page).stale_since
    edit(page, lambda draft: setattr(draft, "summary", "İki"))
    assert work_on(page).stale_since == first


def test_facts_make_nothing_stale(page):
    edit(page, lambda draft: setattr(draft, "show_in_menus", True))
    assert work_on(page).stale_since is None


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<p>Bir.</p><p>İki söz burada.</p>", [(Kind.CHANGED, "İki söz.", "İki söz burada.")]),
        ("<p>Bir.</p><p>Tamam yeni abzas.</p><p>İki söz.</p>", [(Kind.ADDED, None, "Tamam yeni abzas.")]),
        ("<p>Bir.</p>", [(Kind.REMOVED, "İki söz.", None)]),
        ("<p>İki söz.</p><p>Bir.</p>", None),
    ],
)
def test_each_paragraph_is_told_for_itself(page, html, kinds):
    edit(page, set_body(html))
    assert work_on(page).stale_since
    if kinds is not None:
        assert [one[:1] + one[2:] for one in changed(page)] == kinds


def test_it_is_up_to_date_again_when_the_translation_is_published(page):
    edit(page, lambda draft: setattr(draft, "summary", "Başqa"))
    translate(again(page), "en", in_english)
    assert work_on(page).stale_since is None
    assert changed(page) == []


def test_each_language_for_itself(page):
    translate(page.get_parent().specific, "tr", in_english)
    edit(page, lambda draft: setattr(draft, "summary", "Başqa"))
    translate(again(page), "tr", in_english)
    assert work_on(page, "tr").stale_since is None
    assert work_on(page, "en").stale_since


def test_a_record_that_is_renamed_is_stale(home):
    theme = record(Theme, name="Təhsil")
    translate(theme, "en", in_english)
    theme.name = "Təhsil və icma"
    theme.save()
    assert work_on(theme).stale_since
    assert theme.get_translation(locale("en")).name == "EN Təhsil"
    translate(theme, "en", in_english)
    assert work_on(theme).stale_since is None


def test_readers_are_told_in_one_line(page, client):
    address = english(page).url
    assert "original has changed" not in client.get(address).content.decode()
    edit(page, lambda draft: setattr(draft, "summary", "Başqa"))
    assert "original has changed" in client.get(address).content.decode()
    assert "original has changed" not in client.get(page.url).content.decode()
    translate(again(page), "en", in_english)
    assert "original has changed" not in client.get(address).content.decode()


def test_how_much_is_to_do_is_counted_in_words(page):
    done = amount_of(translation_of(page))
    assert (done.texts, done.open_texts, done.open_words) == (4, 0, 0)
    assert done.words == len(["Haqqımızda", "Biz", "kimik", "Bir.", "İki", "söz."])
    edit(page, lambda draft: setattr(draft, "summary", "Biz dörd söz yazdıq"))
    assert amount_of(translation_of(page))[1::2] == (1, 4)


def test_attributes_of_tags_are_no_words(page):
    edit(page, set_body('<p><a href="https://example.org/">Bir keçid</a> burada, <b>qalın</b> söz.</p>'))
    assert String.objects.filter(data__contains="<a id=").exists()
    assert amount_of(translation_of(page)).open_words == 5


def test_the_source_can_be_published_again_without_work(page):
    publish(again(page))
    assert work_on(page).stale_since is None
