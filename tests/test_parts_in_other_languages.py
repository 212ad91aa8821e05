"""A part that is in another language than its page says so, to screen readers and before a link is opened."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from core.blocks import BodyBlock
from home.models import StandardPage
from projects.models import Place, ProjectIndexPage, ProjectPage
from projects.models.rows import ProjectPlace
from tests.factories import make_page, translate
from tests.translating import in_english

pytestmark = pytest.mark.once

LANGUAGE = "language"


def rendered(kind, page_language="az", **value):
    block = BodyBlock().child_blocks[kind]
    with translation.override(page_language):
        return BeautifulSoup(block.render(block.to_python(value)), "html.parser")


def fact_box(page_language, language):
    facts = [{"name": "Ad", "value": "Guide", LANGUAGE: language}, {"name": "İl", "value": "2022"}]
    return rendered("fact_box", page_language, heading="Faktlar", facts=facts).find_all("dd")


def test_a_fact_has_the_language_of_its_value():
    foreign, own = fact_box("az", "en")
    assert foreign["lang"] == "en"
    assert not own.has_attr("lang")


def test_a_part_in_the_language_of_the_page_needs_no_word():
    assert not fact_box("en", "en")[0].has_attr("lang")


def test_quoted_words_keep_the_language_in_which_they_were_said():
    quote = rendered("quote", text="Birlikte öğreniyoruz", person=None, role="", language="tr").blockquote
    assert quote["lang"] == "tr"


VIDEO = {"url": "https://example.org/v", "title": "Film", "poster": None}
CALL = {"text": "", "label": "Bələdçini oxuyun", "page": None, "url": "https://example.org/"}


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "value"), [("video", VIDEO), ("call_to_action", CALL)])
def test_a_link_out_says_which_language_it_opens(kind, value):
    assert rendered(kind, **value, language="en").a["hreflang"] == "en"
    assert not rendered(kind, **value).a.has_attr("hreflang")


@pytest.mark.django_db
def test_a_call_to_action_names_the_language_too():
    assert "(English)" in rendered("call_to_action", **CALL, language="en").div.get_text()
    assert "(English)" not in rendered("call_to_action", "en", **CALL, language="en").div.get_text()


@pytest.mark.django_db
def test_the_language_of_a_video_is_named_in_that_language():
    name = rendered("video", **VIDEO, language="en").figcaption.span
    assert (name["lang"], name.string) == ("en", "English")


@pytest.mark.django_db
def test_the_language_of_a_part_reaches_its_translation(home):
    translate(home, "en", in_english)
    facts = [{"type": "item", "id": "1", "value": {"name": "Ad", "value": "Kılavuz", LANGUAGE: "tr"}}]
    body = [{"type": "fact_box", "id": "2", "value": {"heading": "Faktlar", "facts": facts}}]
    page = translate(make_page(StandardPage, home, title="Elan", body=body), "en", in_english)
    fact = page.body[0].value["facts"][0]
    assert (fact["value"], fact[LANGUAGE]) == ("EN Kılavuz", "tr")


@pytest.mark.parametrize("kind", ["quote", "fact_box", "video", "call_to_action"])
def test_editors_choose_among_the_languages_of_the_site(kind, settings):
    block = BodyBlock().child_blocks[kind]
    struct = block.child_blocks["facts"].child_block if kind == "fact_box" else block
    choices = dict(struct.child_blocks[LANGUAGE].field.choices)
    assert set(choices) - {""} == set(settings.LANGUAGE_CODES)
    assert not struct.child_blocks[LANGUAGE].required


# Names that are not translated yet


@pytest.mark.django_db
def test_a_choice_of_a_filter_has_the_language_of_its_name(home, client):
    translate(home, "en", in_english)
    section = make_page(ProjectIndexPage, home, title="Layihələr")
    place = Place(name="Bakı", kind="city")
    place.save()
    translated = translate(section, "en", in_english)
    for title in ("Layihə", "Başqa layihə"):  # one alone has no filters
        page = ProjectPage(title=title)
        page.places = [ProjectPlace(place=place)]
        translate(make_page(page, section), "en", in_english)
    assert languages_of_choices(client, translated)["Bakı"] == "az"
    assert languages_of_choices(client, section)["Bakı"] is None


def languages_of_choices(client, page):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    return {option.get_text(): option.get("lang") for option in soup.select("option")}
