"""What is wrong with a translated text is said while it is typed. A false alarm is worse than a miss."""

import pytest
from django.utils import translation as interface
from wagtail_localize.models import Translation

from core.localize.texts import limit_of
from translation.aids.glossary import Term, terms
from translation.aids.proofing import problems

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def in_english():
    with interface.override("en"):
        yield


def kinds(source, text, language="en", **options):
    return [problem.kind for problem in problems(source, text, "az", language, **options)]


def test_a_good_translation_has_no_problem():
    source = 'Dəyirmi masa <a id="a1">9 sentyabr 2022-ci ildə</a> keçirildi: 1 234,5 manat, 47%.'
    text = 'The round table took place on <a id="a1">9 September 2022</a>: 1,234.5 manat, 47%.'
    assert kinds(source, text) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1 234,5 manat", "1,234.5 manat"),
        ("1.234,5 manat", "1 234.5 manat"),
        ("10 000 nəfər", "10,000 people"),
        ("47%-i", "47 per cent"),
        ("3 sinif", "three classes"),
        ("üç sinif", "3 classes"),
        ("2015-ci ildə", "in 2015"),
        ("14:00", "2 p.m."),
        ("saat 10:30", "at 10.30"),
        ("29.11.2022", "29 November 2022"),
        ("30 nəfər və 30 məktəb", "30 people and as many schools"),
        ("A4 vərəqi", "an A4 sheet"),
        ("https://x.az/az/12345/", "https://x.az/en/67890/"),
        ("5 nəfər", "five people"),
    ],
)
def test_the_same_number_is_written_in_many_ways(source, text):
    assert kinds(source, text) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("175 nəfər", "157 people"),
        ("175 nəfər", "people"),
        ("nəfər", "175 people"),
        ("5 nəfər", "6 people"),
        ("12,5 manat", "125 manat"),
        ("2022-ci ildə", "in 2023"),
    ],
)
def test_a_number_that_differs_is_noticed(source, text):
    assert set(kinds(source, text)) == {"number"}


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("9 sentyabr 2022", "9 September 2022", "en"),
        ("9 sentyabr 2022", "September 9, 2022", "en"),
        ("9 sentyabr 2022-ci ildə", "9 Eylül 2022’de", "tr"),
        ("2015-ci ilin sentyabrında", "in September 2015", "en"),
        ("sentyabrın 9-da", "on 9 September", "en"),
        ("1 sentyabrdan 30 noyabra qədər", "1 Eylül’den 30 Kasım’a kadar", "tr"),
        ("29.11.2022", "29 Kasım 2022", "tr"),
        ("Bu ola bilər", "This may be so", "en"),
        ("5 nəfər gələ bilər", "5 people may come", "en"),
        ("Mart ayında", "In March", "en"),
    ],
)
def test_the_same_day_in_another_language(source, text, language):
    assert kinds(source, text, language) == []


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("9 sentyabr 2022", "9 October 2022", "en"),
        ("9 sentyabr 2022", "9 Ekim 2022", "tr"),
        ("2022-ci ildə, 9-da", "on 9 May 2022", "en"),
        ("29.11.2022", "29 October 2022", "en"),
    ],
)
def test_a_date_that_differs_is_noticed(source, text, language):
    assert "date" in kinds(source, text, language)


def test_a_lost_day_is_noticed():
    assert "date" in kinds("9 sentyabr 2022", "September 2022")


@pytest.mark.parametrize(
    ("source", "text", "fatal"),
    [
        ('<a id="a1">Bura</a> bax', "Look here", ["link"]),
        ("Bura bax", '<a id="a7">Look</a> here', ["link"]),
        ("Bura bax", "<a>Look</a> here", ["link"]),
        ("Bura bax", "<p>Look here</p>", ["tag"]),
        ("Bura bax", "<b onclick='x'>Look</b> here", ["tag"]),
        ("Salam, {name}", "Hello, {nmae}", ["placeholder"]),
        ("Salam, %(name)s", "Hello", ["placeholder"]),
        ("Bura bax", "Lооk here", ["letters"]),
        ("Bura bax", "Bu gәnclәr", ["letters"]),
        ("Bura bax", "Look а here", ["letters"]),
        ("Bura bax", "a" * 11, ["length"]),
    ],
)
def test_what_readers_must_not_get_is_fatal(source, text, fatal):
    found = problems(source, text, "az", "en", limit=10 if fatal == ["length"] else None)
    assert [problem.kind for problem in found if problem.is_fatal] == fatal


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<a id="a1">Bura</a> bax', 'Look <a id="a1">here</a>'),
        ("<b>Bura</b> <i>bax</i>", "<i>Look</i> <b>here</b>"),
        ("<b>Bir</b> və <b>iki</b>", "<b>One and two</b>"),
        ("50 %-dən çox, 5 %s", "More than 50%, 5 %s"),
        ("Mətn «Правда» haqqında", "About “Правда”"),
        ("Səhv yazılış: “gәnc”", "A wrong spelling: “gәnc”"),
        ("Rusca “Правда” sözü", "The word “Правда” in Russian"),
    ],
)
def test_what_stands_elsewhere_in_the_sentence_is_right(source, text):
    assert kinds(source, text) == []


def test_a_lost_or_added_emphasis_is_a_warning():
    for source, text in (("<b>Bura</b> bax", "Look here"), ("Bura bax", "<b>Look</b> here")):
        (problem,) = problems(source, text, "az", "en")
        assert (problem.kind, problem.is_fatal) == ("tag", False)


@pytest.mark.parametrize("text", ["gu\u0308zel", "i\u0307lk", "s\u0327ey"])
def test_letters_in_two_parts_are_noticed(text):
    assert kinds("Bura bax", f"Bu {text}", "tr") == ["letters"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “round table”", []),
        ("The “round table", ["quotes"]),
        ('The "round table"', ["quotes"]),
        ("The «round table»", ["quotes"]),
        ("The „round table“", ["quotes"]),
        ("Children’s day, it's", []),
    ],
)
def test_quotation_marks_are_those_of_the_language(text, expected):
    assert kinds("“Dəyirmi masa”", text) == expected


def test_a_spelling_that_is_quoted_stays_as_it_is():
    assert kinds('"Ümid” SİD<br/>"Umid" SSD', '"Umid" SSD<br/>"Ümid” SİD') == []


def test_russian_has_marks_of_its_own():
    assert kinds("“Dəyirmi masa”", "«Круглый стол»", "ru") == []


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Bir söz.", "One  word.", ["space"]),
        ("Bir söz.", "One word .", ["space"]),
        ("Bir söz.", " One word.", ["space"]),
        ("Bir söz.", "One word. ", ["space"]),
        ("Bir söz.", "One .NET word.", []),
        ("Bir söz.", "One word", ["end"]),
        ("Bir söz", "One word.", ["end"]),
        ("Bir söz?", "One word.", ["end"]),
        ("Bir söz!", "One word.", []),
        ("Bir söz:", "One word:", []),
        ("“Bir söz.”", "“One word.”", []),
        ("“Bir söz”.", "“One word.”", []),
        ("Bir söz (iki).", "One word (two).", []),
    ],
)
def test_spaces_and_the_end_of_the_sentence(source, text, expected):
    assert kinds(source, text) == expected


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("bu mətn tərcümə olunmayıb", "bu mətn tərcümə olunmayıb", ["untranslated"]),
        ("Günel Səfərova", "Günel Səfərova", []),
        (
            "Umud Mirzəyev, Nadir İsrafilov və Mehriban Zeynalova",
            "Umud Mirzəyev, Nadir İsrafilov və Mehriban Zeynalova",
            [],
        ),
        ("Support to Social Development", "Support to Social Development", []),
        ("Günel Səfərova gəldi", "Günel Səfərova came", []),
        ("Səfərovanın sözü", "Words of Səfərova", []),
        ("Gənclər gəldi", "The gənclər came", ["untranslated"]),
    ],
)
def test_text_left_in_the_source_language(source, text, expected):
    assert kinds(source, text) == expected


def test_a_name_that_is_kept_may_be_the_same():
    kept = Term(("bir adı olan sayt",), ("bir adı olan sayt",), "", "az")
    assert kinds("bir adı olan sayt", "bir adı olan sayt", terms=[kept]) == []


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("Yazın: info@umid.az", "Write: info@umid.az", []),
        ("Yazın: info@umid.az", "Write: infо@umid.com", ["letters", "address"]),
        ("Bax: https://www.umid.az/az/x/", "See: https://umid.az/en/x/", []),
        ("Bax: https://umid.az/", "See: https://umid.org/", ["address"]),
        ("Bax: www.umid.az.", "See: www.umid.az.", []),
    ],
)
def test_addresses_stay(source, text, expected):
    assert kinds(source, text) == expected


TERM = Term(("dəyirmi masa",), ("round table", "roundtable"), "", "az")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Participants of the round tables", []),
        ("Participants of the Roundtable", []),
        ("Participants of the meeting", ["glossary"]),
    ],
)
def test_the_word_of_the_glossary_is_used(text, expected):
    assert kinds("Dəyirmi masaların iştirakçıları", text, terms=[TERM]) == expected


def test_what_is_fatal_comes_first():
    found = problems("Bir <a id='a1'>söz</a>.", "One  word", "az", "en")
    assert [problem.is_fatal for problem in found] == sorted((problem.is_fatal for problem in found), reverse=True)
    assert len(found) == 3


def test_sentences_are_in_the_language_of_the_interface():
    with interface.override("en"):
        (problem,) = problems("Bir söz.", "One word", "az", "en")
    assert problem.text == "The original ends with “.”."


def test_nothing_is_wrong_with_the_demo(demo):
    found = []
    for translation in Translation.objects.select_related("source__locale", "target_locale"):
        locale = translation.target_locale
        words = terms(locale)
        segments = translation.source.stringsegment_set.exclude(context__path="slug").annotate_translation(locale)
        for segment in segments.filter(translation__isnull=False).select_related("string", "context"):
            found += [
                (problem.text, segment.string.data, segment.translation)
                for problem in problems(
                    segment.string.data,
                    segment.translation,
                    translation.source.locale.language_code,
                    locale.language_code,
                    words,
                    limit_of(segment.context),
                )
            ]
    assert found == []
