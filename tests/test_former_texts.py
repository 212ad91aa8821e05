"""A changed text is offered with the translation it had, and with what is different."""

import pytest
from wagtail_localize.models import StringTranslation, Translation

from home.models import StandardPage
from tests.factories import make_page, translate
from tests.following import again, block, edit, in_english
from tests.translating import translation_of
from tests.worlds import made_once
from translation.aids.former import Former, difference, former

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    translate(home, "en", in_english)
    body = [block("text", "<p>Birinci abzas burada.</p><p>İkinci söz başqadır.</p>")]
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik", body=body)
    translate(page, "en", in_english)
    return page


def formers(page):
    translation = translation_of(page)
    texts = dict(translation.source.stringsegment_set.values_list("pk", "string__data"))
    return {texts[pk]: found for pk, found in former(translation).items()}


def set_body(html):
    return lambda page: setattr(page.body[0].value, "source", html)


def set_summary(text):
    return lambda page: setattr(page, "summary", text)


def test_nothing_is_offered_while_nothing_has_changed(page):
    assert formers(page) == {}


def test_a_field_has_the_text_before(page):
    edit(page, set_summary("Tamam başqa cümlə"))
    assert formers(page) == {"Tamam başqa cümlə": Former("Biz kimik", "EN Biz kimik")}


def test_of_several_the_latest(page):
    edit(page, set_summary("Biz kimik və nə edirik"))
    translate(again(page), "en", in_english)
    edit(page, set_summary("Biz kim idik"))
    assert formers(page)["Biz kim idik"].source == "Biz kimik və nə edirik"


def test_a_text_that_is_translated_again_needs_none(page):
    edit(page, set_summary("Biz kim idik"))
    translate(again(page), "en", in_english)
    assert formers(page) == {}


def test_paragraphs_are_paired_by_likeness(page):
    edit(page, set_body("<p>İkinci söz tamam başqadır.</p><p>Birinci abzas indi burada.</p>"))
    assert {new: old.source for new, old in formers(page).items()} == {
        "İkinci söz tamam başqadır.": "İkinci söz başqadır.",
        "Birinci abzas indi burada.": "Birinci abzas burada.",
    }


def test_a_new_paragraph_has_no_former_one(page):
    edit(page, set_body("<p>Birinci abzas burada.</p><p>İkinci söz başqadır.</p><p>Yenisi gəldi, bəli!</p>"))
    assert formers(page) == {}


def test_a_new_paragraph_does_not_take_that_of_a_removed_one(page):
    edit(page, set_body("<p>Birinci abzas burada.</p><p>Xüsusiyyətlər: 12 – 15 km.</p>"))
    assert formers(page) == {}


def test_a_faulty_translation_is_not_offered(page):
    StringTranslation.objects.update(has_error=True)
    edit(page, set_summary("Biz kim idik"))
    assert formers(page) == {}


def test_queries_do_not_grow_with_the_page(home, django_assert_num_queries):
    translate(home, "en", in_english)
    html = "".join(f"<p>Bu abzasın nömrəsi {number} olur.</p>" for number in range(30))
    page = make_page(StandardPage, home, title="Uzun", body=[block("text", html)])
    translate(page, "en", in_english)
    edit(page, set_body(html.replace("olur", "oldu")))
    translation = Translation.objects.select_related("source", "target_locale").get(pk=translation_of(page).pk)
    with django_assert_num_queries(3):
        found = former(translation)
    assert len(found) == 30


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("İki söz.", "İki yeni söz.", [["same", "İki"], ["new", " yeni"], ["same", " söz."]]),
        ("Bir söz", "Bir sual", [["same", "Bir "], ["gone", "söz"], ["new", "sual"]]),
        ("köhnə bir söz", "yeni iki söz", [["gone", "köhnə bir"], ["new", "yeni iki"], ["same", " söz"]]),
        ("Bir <b>söz</b>", "Bir söz", [["same", "Bir söz"]]),
        ("A &amp; B", "A &amp; C", [["same", "A & "], ["gone", "B"], ["new", "C"]]),
    ],
)
def test_the_difference_is_told_in_words_and_without_markup(old, new, parts):
    assert difference(old, new) == parts
