"""Facts within blocks follow the source when it is published: pictures, people, figures, order; their texts stay."""

import pytest
from wagtail_localize.models import SegmentOverride, TranslationContext

from home.models import StandardPage
from projects.models import Person
from tests.factories import locale, make_image, make_page, translate
from tests.following import block, edit, english, in_english, record
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def item(value):
    return block("item", value)


def picture(image, alt="Nə"):
    return {"image": image.pk, "alt_text": alt, "decorative": False}


@made_once
def translated_home(home):
    translate(home, "en", in_english)
    return home


@pytest.fixture
def page_with(translated_home):
    def make(*body):
        page = make_page(StandardPage, translated_home, title="Səhifə", body=list(body))
        translate(page, "en", in_english)
        return page

    return make


def with_body(page, *body):
    return edit(page, lambda draft: setattr(draft, "body", list(body)))


def stored(page):
    return english(page).body.get_prep_value()


def test_a_changed_picture_follows_and_its_texts_stay(page_with):
    one = block("picture", {"image": picture(make_image("A")), "caption": "Yazı"})
    page, other = page_with(one), make_image("B")
    with_body(page, {**one, "value": {"image": picture(other, "Başqa"), "caption": "Başqa yazı"}})
    value = stored(page)[0]["value"]
    assert value["image"]["image"] == other.pk
    assert (value["image"]["alt_text"], value["caption"]) == ("EN Nə", "EN Yazı")


def test_blocks_follow_in_order_and_number(page_with):
    first, second, third = (block("heading", text) for text in ("Bir", "İki", "Üç"))
    page = page_with(first, second, third)
    with_body(page, third, block("heading", "Yeni"), first)
    assert [one["value"] for one in stored(page)] == ["EN Üç", "EN Bir"]


def test_a_new_block_without_text_follows(page_with):
    heading = block("heading", "Bir")
    page, image = page_with(heading), make_image()
    new = block("picture", {"image": {**picture(image, ""), "decorative": True}, "caption": ""})
    with_body(page, new, heading)
    assert [one["type"] for one in stored(page)] == ["picture", "heading"]


def test_rich_text_stays_as_it_is(page_with):
    text = block("text", "<p>Bir</p><p>İki</p>")
    page = page_with(text)
    with_body(page, {**text, "value": "<p>Bir</p><p>Üç</p>"})
    assert "EN Bir" in stored(page)[0]["value"] and "EN İki" in stored(page)[0]["value"]


def test_the_person_of_a_quote_is_of_the_language(page_with):
    first, second = record(Person, name="Əli"), record(Person, name="Leyla")
    quote = block("quote", {"text": "Söz", "person": first.pk, "role": "", "language": ""})
    page = page_with(quote)
    with_body(page, {**quote, "value": {**quote["value"], "person": second.pk}})
    assert stored(page)[0]["value"]["person"] == second.get_translation(locale("en")).pk
    with_body(page, {**quote, "value": {**quote["value"], "person": None}})
    assert stored(page)[0]["value"]["person"] is None


def test_pictures_of_a_gallery_follow_one_by_one(page_with):
    images = [make_image(str(number)) for number in range(3)]
    items = [item({"image": picture(image, f"Şəkil {image.pk}"), "caption": ""}) for image in images]
    gallery = block("gallery", {"caption": "Hamısı", "images": items})
    page = page_with(gallery)
    left = [items[2], item({"image": picture(images[1], "Yeni"), "caption": ""}), items[0]]
    with_body(page, {**gallery, "value": {"caption": "Başqa", "images": left}})
    value = stored(page)[0]["value"]
    assert value["caption"] == "EN Hamısı"
    assert [one["value"]["image"]["image"] for one in value["images"]] == [images[2].pk, images[0].pk]


def table(*rows, caption="Cədvəl"):
    columns = [{"type": "text", "heading": "Kim"}, {"type": "number", "heading": "Neçə"}]
    return {"caption": caption, "columns": columns, "rows": [{"values": list(row)} for row in rows]}


def test_figures_of_a_table_follow(page_with):
    one = block("table", table(("Müəllim", "50"), ("Valideyn", "100")))
    page = page_with(one)
    with_body(page, {**one, "value": table(("Valideyn", "101"), ("Müəllim", "51"))})
    assert [row["values"] for row in stored(page)[0]["value"]["rows"]] == [["EN Valideyn", "101"], ["EN Müəllim", "51"]]


def test_a_table_with_a_new_text_waits_for_the_translator(page_with):
    one = block("table", table(("Müəllim", "50")))
    page = page_with(one)
    with_body(page, {**one, "value": table(("Müəllim", "51"), ("Şagird", "9"))})
    assert [row["values"] for row in stored(page)[0]["value"]["rows"]] == [["EN Müəllim", "50"]]


def test_a_value_that_a_translator_replaced_is_kept(page_with):
    call = block("call_to_action", {"text": "", "label": "Oxuyun", "page": None, "url": "https://example.org/az"})
    page = page_with(call)
    context = TranslationContext.objects.get(object_id=page.translation_key, path=f"body.{call['id']}.url")
    SegmentOverride.objects.create(locale=locale("en"), context=context, data_json='"https://example.org/en"')
    translate(page, "en", in_english)
    with_body(page, {**call, "value": {**call["value"], "url": "https://example.org/new"}})
    assert stored(page)[0]["value"]["url"] == "https://example.org/en"
