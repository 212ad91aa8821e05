"""The memory offers what was translated before on any page or record, and never fills it in by itself."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail_localize.models import String, StringTranslation

from home.models import StandardPage
from projects.models import Theme
from tests.factories import make_page, translate
from tests.following import block, in_english, record
from tests.translating import translation_of
from tests.worlds import made_once
from translation.aids import memory
from translation.models import Work

pytestmark = pytest.mark.django_db

CAPTION = "Dəyirmi masanın iştirakçıları Bakıda görüşür"


@made_once
def translated_home(home):
    translate(home, "en", in_english)
    return home


@pytest.fixture
def write(translated_home):
    def page(title, summary=CAPTION, text=None, code="en", publish=True, body=()):
        page = make_page(StandardPage, translated_home, title=title, summary=summary, body=list(body))
        texts = {title: f"EN {title}", summary: text}
        translate(page, code, texts, publish=publish and bool(text))
        return page

    return page


def string(text):
    return String.objects.get(data=text)


def exact(page):
    return memory.exact(translation_of(page)).get(string(page.summary).pk)


def alike(page, text=None):
    return memory.fuzzy(translation_of(page), string(text or page.summary))


def by_machine(page, text):
    found = StringTranslation.objects.filter(context__object_id=page.translation_key, data=text)
    found.update(translation_type="machine", tool_name="Service")


def test_the_same_text_is_found_on_another_page(write):
    first = write("Birinci", text="The round table’s participants meet in Baku")
    match = exact(write("İkinci"))
    assert match.text == "The round table’s participants meet in Baku"
    assert (match.percent, match.where, match.is_machine) == (100, "Birinci", False)
    english = first.get_translations().get()
    assert match.url.endswith(f"/pages/{english.pk}/edit/")


def test_it_is_offered_and_not_filled_in(write):
    write("Birinci", text="The participants")
    second = write("İkinci")
    assert not StringTranslation.objects.filter(
        context__object_id=second.translation_key, translation_of=string(CAPTION)
    ).exists()


def test_it_is_found_in_a_record(write):
    translate(record(Theme, name=CAPTION), "en", {CAPTION: "From the registry"})
    match = exact(write("Səhifə"))
    assert (match.text, match.where) == ("From the registry", CAPTION)
    assert "/snippets/projects/theme/edit/" in match.url


def test_each_language_has_its_own(home, write):
    translate(home, "tr", in_english)
    write("Birinci", text="Yuvarlak masanın katılımcıları", code="tr")
    assert exact(write("İkinci")) is None
    assert alike(translation_of(write("Üçüncü")).source.as_instance()) == []


def test_a_faulty_translation_is_not_offered(write):
    write("Birinci", text="The participants")
    StringTranslation.objects.filter(data="The participants").update(has_error=True)
    second = write("İkinci")
    assert exact(second) is None
    assert alike(second) == []


def test_a_person_is_preferred_to_a_machine_however_new(write):
    write("Birinci", text="By a person")
    by_machine(write("İkinci", text="By a machine"), "By a machine")
    assert exact(write("Üçüncü")).text == "By a person"


def test_what_readers_see_is_preferred_to_a_draft(write):
    write("Birinci", text="Live")
    write("İkinci", text="Draft", publish=False)
    assert exact(write("Üçüncü")).text == "Live"


def test_the_most_used_is_preferred_and_then_the_latest(write):
    for number, text in enumerate(["Often", "Often", "Once"]):
        write(f"Səhifə {number}", text=text)
    last = write("Sonuncu")
    assert exact(last).text == "Often"
    StringTranslation.objects.filter(data="Often").first().delete()
    assert exact(last).text == "Once"


def test_a_machines_text_is_marked_until_a_person_has_reviewed_it(write):
    first = write("Birinci", text="By a machine")
    by_machine(first, "By a machine")
    second = write("İkinci")
    assert exact(second).is_machine
    Work.objects.filter(translation=translation_of(first)).update(reviewed_at=timezone.now() + timedelta(minutes=1))
    assert not exact(second).is_machine


def test_a_text_is_no_match_for_itself(write):
    page = write("Birinci", text="The participants")
    assert exact(page) is None
    context = translation_of(page).source.stringsegment_set.get(context__path="summary").context_id
    assert memory.fuzzy(translation_of(page), string(CAPTION), but=context) == []


def test_a_similar_text_is_offered_with_its_percentage(write):
    write("Birinci", text="The participants meet in Baku")
    second = write("İkinci", summary="Dəyirmi masanın iştirakçıları Gəncədə görüşür")
    (match,) = alike(second)
    assert (match.source, match.text) == (CAPTION, "The participants meet in Baku")
    assert 80 <= match.percent < 100


def test_the_most_alike_comes_first_and_what_is_not_alike_not_at_all(write):
    write("Birinci", summary="Bakı şəhərində görüş keçirildi.", text="A meeting in Baku")
    write("İkinci", summary="Bakı şəhərində görüş keçiriləcək.", text="A meeting to come")
    write("Üçüncü", summary="Xüsusi xəbər yoxdur, hələ ki.", text="No news")
    found = alike(write("Dördüncü", summary="Bakı şəhərində görüş keçirilir."))
    assert {match.text for match in found} == {"A meeting in Baku", "A meeting to come"}
    assert [match.percent for match in found] == sorted((match.percent for match in found), reverse=True)


def test_tags_do_not_count_and_those_of_another_text_are_left_out(write):
    paragraph = "<p>Biz <b>hamımız</b> bir yerdə işləyirik &amp; öyrənirik.</p>"
    page = make_page(StandardPage, write("Ana").get_parent().specific, title="Mətn", body=[block("text", paragraph)])
    marked = "Biz <b>hamımız</b> bir yerdə işləyirik &amp; öyrənirik."
    translate(page, "en", {"Mətn": "Text", marked: "We <b>all</b> work &amp; learn together."})
    plain = "Biz hamımız bir yerdə işləyirik & öyrənirik."
    (match,) = alike(write("İkinci", summary=plain), plain.replace("&", "&amp;"))
    assert (match.percent, match.text) == (99, "We all work &amp; learn together.")
    assert match.source == plain


@pytest.mark.parametrize("text", ["", "  ", "<br/>", "a" * 6000])
def test_there_is_nothing_like_an_odd_text(write, text):
    page = write("Birinci", text="The participants")
    assert memory.fuzzy(translation_of(page), String(locale=page.locale, data=text)) == []


def test_queries_do_not_grow_with_the_texts(write):
    def count(paragraphs):
        body = [block("text", "".join(f"<p>Abzas {number} burada.</p>" for number in range(paragraphs)))]
        translate(write(f"Birinci {paragraphs}", body=body), "en", in_english)
        translation = translation_of(write(f"İkinci {paragraphs}", body=body))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = memory.exact(translation)
        assert len(found) == paragraphs + 1
        return len(queries)

    assert count(2) == count(60) <= 6


def test_the_same_tags_stay(write):
    first, second = "Biz <b>hamımız</b> bir yerdə işləyirik.", "Biz <b>hamımız</b> bir yerdə öyrənirik."
    home = write("Ana").get_parent().specific
    for title, text, english in (("Bir", first, "We <b>all</b> work together."), ("İki", second, "")):
        page = make_page(StandardPage, home, title=title, body=[block("text", f"<p>{text}</p>")])
        translate(page, "en", {title: title, text: english}, publish=bool(english))
    (match,) = alike(page, second)
    assert match.text == "We <b>all</b> work together."
