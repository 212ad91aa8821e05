"""Terms are found in whatever form they stand in a text, and each with the word the glossary has for it."""

import pytest
from django.urls import reverse

from tests.factories import locale, translate, user_in
from tests.following import record
from translation.aids.glossary import Term, find, forms, holds, terms
from translation.models import GlossaryTerm

pytestmark = pytest.mark.once


def term(*forms, language="az", words=("word",)):
    return Term(forms, words, "", language)


def found(text, *forms, language="az"):
    return [text[one.start : one.end] for one in find([term(form, language=language) for form in forms], text)]


@pytest.mark.parametrize(
    "text",
    [
        "layihə",
        "Layihə",
        "LAYİHƏ",
        "layihənin",
        "layihələr",
        "layihələrimizdə",
        "layihədəki",
        "layihəsindən",
        "layihədir",
        "layihəyə",
        "layihə’nin",
    ],
)
def test_endings_are_recognised(text):
    assert found(f"Bu {text}, bəli.", "layihə") == [text]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("məktəb", "məktəblərimizdən"),
        ("uşaq", "uşağın"),
        ("könüllülük", "könüllülüyün"),
        ("hədəf ərazisi", "Hədəf ərazilərinin"),
        ("hədəf ərazisi", "hədəf ərazisində"),
        ("sorğu blankı", "sorğu blankları"),
        ("məktəb icması", "məktəbin icmasında"),
        ("məktəb icması", "məktəb icmaları"),
        ("məktəb-icma münasibətləri", "məktəb–icma münasibətlərinin"),
        ("İctimai Birlik", "İCTİMAİ BİRLİYİ"),
        ("yerli hakimiyyət orqanı", "yerli hakimiyyət orqanlarının"),
        ("QHT", "QHT-lərin"),
    ],
)
def test_in_azerbaijani_the_stem_may_change(term, text):
    assert found(f"Budur: {text}.", term) == [text]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("katılımcı", "katılımcılarının"),
        ("ortak", "ortağı"),
        ("okul topluluğu", "okul topluluklarında"),
        ("Kamu Birliği", "Kamu Birliği’nin"),
        ("yuvarlak masa toplantısı", "yuvarlak masa toplantıları"),
        ("ışık", "IŞIĞIN"),
    ],
)
def test_in_turkish_too(term, text):
    assert found(f"İşte: {text}.", term, language="tr") == [text]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("activity", "activities"),
        ("round table", "Round tables"),
        ("school", "school’s"),
        ("Public Union", "public union"),
    ],
)
def test_in_english_too(term, text):
    assert found(f"Here: {text}.", term, language="en") == [text]


def test_a_language_without_rules_has_a_few_letters_more():
    assert found("Эти проекты тут, проектирование нет.", "проект", language="ru") == ["проекты"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("məqsəd", "məqsədəuyğun"),
        ("şən", "şənlik"),
        ("icma", "icmalçı"),
        ("məktəb icması", "məktəblə icmanı"),
        ("məktəb icması", "məktəbin icma ilə"),
        ("sahibkar", "sahibkar-icma"),
        ("icma", "sahibkar-icma"),
        ("təklif", "tək"),
        ("may", "mayak"),
        ("layihə", "altlayihə"),
    ],
)
def test_other_words_are_not_found(term, text):
    assert found(f"Bu {text} sözüdür", term) == []


def test_the_longest_wins_and_no_two_share_a_word():
    text = "Təkliflər paketi hazırdır, təklif yox; məktəb icması və məktəb."
    assert found(text, "təklif", "məktəb", "təkliflər paketi", "məktəb icması") == [
        "Təkliflər paketi",
        "təklif",
        "məktəb icması",
        "məktəb",
    ]


def test_places_are_those_of_the_text_whatever_its_letters():
    text = "İİİ Straße ﬁ LAYİHƏLƏR 🙂 layihə"
    assert found(text, "layihə") == ["LAYİHƏLƏR", "layihə"]


@pytest.mark.parametrize("form", ["(", "a+b*", "\\", "[x", "-", "", ";", " ; -"])
def test_odd_terms_break_nothing(form):
    assert isinstance(found("Bu a+b* mətndir (", *forms(form)), list)


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("participant", "All participants came.", True),
        ("round table", "At a round, big table", True),
        ("package of proposals", "The package of proposals", True),
        ("participant", "People came.", False),
    ],
)
def test_in_the_translation_any_form_will_do(word, text, is_there):
    assert holds(text, word, "en") is is_there


@pytest.mark.django_db
class TestTerms:
    def test_the_word_is_that_of_the_copy_with_its_other_forms(self):
        project = record(GlossaryTerm, name="dəyirmi masa", note="Görüş növü")
        translate(project, "tr", {"dəyirmi masa": "yuvarlak masa toplantısı; toplantı", "Görüş növü": "Bir toplantı"})
        (only,) = terms(locale("tr"))
        assert (only.word, only.also, only.note) == ("yuvarlak masa toplantısı", ["toplantı"], "Bir toplantı")
        assert terms(locale("en")) == []

    def test_several_forms_of_the_source_are_one_term(self):
        translate(record(GlossaryTerm, name="sorğu blankı; anket"), "en", {"sorğu blankı; anket": "survey form"})
        assert [one.term.word for one in find(terms(locale("en")), "Anketlər və sorğu blankları")] == [
            "survey form"
        ] * 2

    def test_a_name_that_is_kept_needs_no_translation(self):
        record(GlossaryTerm, name="community.az", is_kept=True)
        assert [one.word for one in terms(locale("en"))] == ["community.az"]

    def test_queries_do_not_grow(self, django_assert_num_queries):
        for name in ("bir", "iki söz", "üç söz daha"):
            record(GlossaryTerm, name=name, is_kept=True)
        english = locale("en")
        terms(english)
        with django_assert_num_queries(2):
            assert len(terms(english)) == 3

    def test_translators_find_it_in_the_menu_and_may_not_add_to_it(self, client):
        client.force_login(user_in("translators-en"))
        address = reverse(GlossaryTerm.snippet_viewset.get_url_name("list"))
        assert address in client.get(reverse("wagtailadmin_home")).content.decode()
        assert client.get(address).status_code == 200
        assert client.get(reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))).status_code == 302

    def test_it_can_be_exported(self, client):
        record(GlossaryTerm, name="dəyirmi masa")
        client.force_login(user_in("editors"))
        response = client.get(reverse(GlossaryTerm.snippet_viewset.get_url_name("list")), {"export": "csv"})
        assert "dəyirmi masa" in b"".join(response.streaming_content).decode()


def test_the_demo_has_the_terms_of_its_projects(demo):
    for code, words in (("en", {"round table", "package of proposals"}), ("tr", {"yuvarlak masa toplantısı", "proje"})):
        assert words <= {one.word for one in terms(locale(code))}
        assert len(terms(locale(code))) == GlossaryTerm.objects.source().count() > 25
