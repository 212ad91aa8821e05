"""The page on which a translation is written: what it shows, what it costs, and that nobody's text is lost."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation

from home.models import StandardPage
from home.roles import CHIEF_EDITORS, translators_group
from projects.models import Theme
from tests.factories import locale, make_image, make_page, translate, user_in
from tests.following import block, edit
from tests.translating import Editor, in_english
from tests.worlds import made_once
from translation.editor.chips import chips
from translation.editor.words import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STATIC = Path(__file__).parent.parent / "translation/static/translation/editor"
CAPTION = "Foto: “Umid”, 2022"
RICH = (
    '<h2>Başlıq</h2><p>Oxuyun: <a href="https://example.org/az">hesabat</a> və <b>hamısı</b>.</p>'
    "<ul><li>Birinci</li></ul>"
)


def picture(image):
    return block("picture", {"image": {"image": image.pk, "alt_text": "", "decorative": True}, "caption": CAPTION})


@made_once
def page(home):
    translate(home, "en", in_english)
    image = make_image()
    body = [block("text", RICH), *[picture(image) for _number in range(5)]]
    page = make_page(StandardPage, home, title="Haqqımızda", summary="Biz kimik", body=body)
    translate(page, "en", {}, publish=False)
    return page


@pytest.fixture
def editor(client, page):
    client.force_login(user_in(translators_group("en"), "ann"))
    return Editor(client, page)


@pytest.fixture
def colleague(page):
    client = Client()
    client.force_login(user_in(translators_group("en"), "colleague"))
    return Editor(client, page)


def shown(editor):
    response = editor.edit()
    assert response.status_code == 200, response
    return BeautifulSoup(response.content, "html.parser")


def segment(editor, source):
    return editor.translation.source.stringsegment_set.filter(string__data=source).order_by("order").first()


def send(editor, one, value, client=None, **fields):
    pk = one if isinstance(one, int) else one.pk
    content = encode_multipart(BOUNDARY, {"value": value, **fields})
    return (client or editor.client).put(editor.url("edit_string_translation", pk), content, MULTIPART_CONTENT)


def texts(editor, source):
    found = StringTranslation.objects.filter(translation_of__data=source, locale=locale("en"))
    return sorted(found.values_list("data", flat=True))


def test_texts_stand_in_the_order_of_the_source_with_what_they_are(editor):
    labels = [one.text for one in shown(editor).select(".text .text__label")]
    assert labels[:5] == ["Title", "Summary", "Heading", "Paragraph", "List item"]
    assert labels.count("Caption") == 5


def test_tags_are_chips_and_links_say_where_they_lead(editor):
    source = shown(editor).select_one('.text:has([title*="example.org"]) .text__source')
    assert source.get_text() == "Oxuyun: hesabat və hamısı."
    assert [one["data-number"] for one in source.select(".chip--open")] == ["1", "2"]
    assert source.select_one(".chip")["title"] == "link: https://example.org/az"
    assert source["data-html"] == 'Oxuyun: <a id="a1">hesabat</a> və <b>hamısı</b>.'


def test_what_is_no_markup_is_no_chip():
    assert chips("a &lt;b&gt; &amp; c")[0] == "a &lt;b&gt; &amp; c"


def test_the_languages_are_said_of_source_and_field(editor):
    text = shown(editor).select_one(".text")
    assert (text.select_one(".text__source")["lang"], text.textarea["lang"]) == ("az", "en")
    assert text.textarea["spellcheck"] == "true"


def test_nothing_on_the_page_is_inline(editor):
    """Wagtail's own frame is not ours; everything else has to live with a strict policy."""
    main = shown(editor).select_one("[data-workbench]")
    assert [one for one in main.select("script") if one.get("type") != "application/json"] == []
    assert main.select("[style], [onclick], style") == []


@pytest.mark.parametrize("size", [3, 30])
def test_a_page_with_many_texts_opens_with_as_few_queries(client, home, size):
    translate(home, "en", in_english)
    body = [block("text", f"<p>Mətn {number}, <b>qalın</b>.</p>") for number in range(size)]
    page = make_page(StandardPage, home, title="Uzun səhifə", body=body)
    translate(page, "en", in_english)
    client.force_login(user_in(translators_group("en")))
    editor = Editor(client, page)
    editor.edit()
    with CaptureQueriesContext(connection) as captured:
        assert len(shown(editor).select(".text")) > size
    assert len(captured) <= 40, [query["sql"] for query in captured.captured_queries]


def test_many_pictures_cost_no_more_than_few(client, home):
    translate(home, "en", in_english)
    client.force_login(user_in(translators_group("en")))
    counts = []
    for size in (2, 5):
        page = make_page(
            StandardPage, home, title="Şəkillər", body=[picture(make_image(is_made=False)) for _number in range(size)]
        )
        translate(page, "en", in_english)
        editor = Editor(client, page)
        editor.edit()
        with CaptureQueriesContext(connection) as captured:
            assert len(shown(editor).select(".value")) >= size
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 44


def test_what_is_missing_is_counted_and_listed_with_the_way_to_it(editor):
    send(editor, segment(editor, "Haqqımızda"), "About us")
    page = shown(editor)
    left = page.select("[data-missing-list] a")
    assert f"Texts: 1 of {len(left) + 1}" in page.select_one("[data-progress]").text
    assert "Haqqımızda" not in [one.text.strip() for one in left]
    assert all(page.select_one(one["href"]) for one in left)


def test_a_text_with_an_error_says_what_is_wrong(editor):
    send(editor, segment(editor, 'Oxuyun: <a id="a1">hesabat</a> və <b>hamısı</b>.'), "Read it all.")
    text = shown(editor).select_one('.text[data-state="error"]')
    assert "link" in text.select_one("[data-error]").text


def test_a_text_that_stands_five_times_is_typed_once(editor):
    answer = send(editor, segment(editor, CAPTION), "Photo: “Umid”, 2022").json()
    assert len(answer["along"]) == 4
    assert texts(editor, CAPTION) == ["Photo: “Umid”, 2022"] * 5


def test_then_each_place_can_say_something_else(editor):
    first = segment(editor, CAPTION)
    others = send(editor, first, "Photo").json()["along"]
    send(editor, others[0], "Another photo", was="Photo")
    send(editor, first, "Picture", was="Photo")
    assert texts(editor, CAPTION) == ["Another photo", "Photo", "Photo", "Photo", "Picture"]


def test_while_it_is_being_typed_the_others_follow(editor):
    first = segment(editor, CAPTION)
    others = send(editor, first, "Pho").json()["along"]
    send(editor, first, "Photo", was="Pho", along=others)
    assert texts(editor, CAPTION) == ["Photo"] * 5


def test_a_place_that_has_its_own_text_keeps_it(editor):
    first = segment(editor, CAPTION)
    second = editor.translation.source.stringsegment_set.filter(string=first.string).order_by("order")[1]
    StringTranslation.objects.create(
        translation_of=first.string, context=second.context, locale=locale("en"), data="Mine"
    )
    send(editor, first, "Photo")
    assert texts(editor, CAPTION) == ["Mine", "Photo", "Photo", "Photo", "Photo"]


def test_of_two_people_at_one_text_the_second_is_told_and_overwrites_nothing(editor, client):
    one = segment(editor, "Biz kimik")
    send(editor, one, "Who we are", was="")
    editor.client.force_login(user_in(translators_group("en"), "bob"))
    response = send(editor, one, "What we are", was="")
    assert response.status_code == 409
    assert (response.json()["text"], response.json()["person"]) == ("Who we are", "ann")
    assert texts(editor, "Biz kimik") == ["Who we are"]
    assert send(editor, one, "What we are", was="Who we are").status_code == 200


def test_who_sends_the_same_as_the_other_is_not_bothered(editor):
    one = segment(editor, "Biz kimik")
    send(editor, one, "Who we are", was="")
    assert send(editor, one, "Who we are", was="").status_code == 200


def test_a_change_that_does_not_say_what_was_there_is_taken_as_before(editor):
    one = segment(editor, "Biz kimik")
    assert send(editor, one, "Who we are").status_code == 201
    assert send(editor, one, "What we are").status_code == 200


def test_a_text_that_left_the_original_meanwhile_is_answered_so(editor, page):
    one = segment(editor, "Biz kimik").pk
    edit(page, lambda draft: setattr(draft, "summary", "Biz nə edirik"))
    response = send(editor, one, "Who we are", was="")
    assert response.status_code == 404
    assert response.json()["reason"] == "gone"


def test_an_emptied_text_is_open_again(editor):
    one = segment(editor, "Biz kimik")
    send(editor, one, "Who we are")
    content = encode_multipart(BOUNDARY, {"was": "Who we are"})
    address = editor.url("edit_string_translation", one.pk)
    assert editor.client.delete(address, content, MULTIPART_CONTENT).status_code == 200
    assert texts(editor, "Biz kimik") == []


def test_somebody_else_s_language_is_refused(editor):
    one = segment(editor, "Biz kimik")
    editor.client.force_login(user_in(translators_group("tr")))
    assert send(editor, one, "Who we are").status_code == 403
    assert texts(editor, "Biz kimik") == []


def form(page):
    fields = page.select("[data-texts] textarea, [data-texts] input[type=hidden]")
    return {
        one["name"]: one.text.removeprefix("\n") if one.name == "textarea" else one.get("value", "")
        for one in fields
        if one.get("name")
    }


def test_without_script_one_button_saves_all_texts(editor):
    fields = form(shown(editor))
    one, other = segment(editor, "Haqqımızda"), segment(editor, "Biz kimik")
    editor.client.post(editor.address, {**fields, f"text-{one.pk}": "About us", f"text-{other.pk}": "Who we are"})
    assert (texts(editor, "Haqqımızda"), texts(editor, "Biz kimik")) == (["About us"], ["Who we are"])


def test_without_script_a_conflict_shows_both_texts(editor):
    fields, one = form(shown(editor)), segment(editor, "Biz kimik")
    send(editor, one, "Theirs")
    response = editor.client.post(editor.address, {**fields, f"text-{one.pk}": "Mine"})
    text = BeautifulSoup(response.content, "html.parser").select_one(f"#text-{one.pk}")
    assert (text.textarea.text.strip(), text.blockquote.text.strip()) == ("Mine", "Theirs")
    assert texts(editor, "Biz kimik") == ["Theirs"]


def test_while_the_page_is_locked_the_fields_are_for_reading_and_it_says_why(editor):
    chief = user_in(CHIEF_EDITORS, "chief")
    Page.objects.filter(pk=editor.target.pk).update(locked=True, locked_by=chief, locked_at=timezone.now())
    page = shown(editor)
    assert all(one.has_attr("readonly") for one in page.select(".text textarea"))
    assert "chief" in page.select_one(".translation-review__lock").text
    assert page.select("button[value=publish], button[value=submit-review]") == []


def test_who_may_not_publish_is_offered_to_submit(editor):
    page = shown(editor)
    assert page.select("button[value=publish]") == []
    assert page.select("button[value=submit-review]")


def test_a_value_can_be_replaced_in_place_and_the_original_s_is_shown(editor):
    own = make_image("Own")
    one = editor.translation.source.overridablesegment_set.filter(context__path__contains="image").first()
    content = encode_multipart(BOUNDARY, {"value": own.pk})
    editor.client.put(editor.url("edit_override", one.pk), content, MULTIPART_CONTENT)
    page = shown(editor)
    value = page.select_one(f'.value:has(input[value="{own.pk}"])')
    assert value.select_one("[data-chooser]")["data-chooser"] == "ImageChooser"
    assert not value.select_one("[data-return]").has_attr("hidden")
    assert len(page.select(".value [data-return][hidden]")) == len(page.select(".value")) - 1


def test_a_link_can_be_replaced_by_this_language_s_own(editor):
    path = "https"
    editor.choose(path, "https://example.org/en")
    field = shown(editor).select_one("[data-address-field]")
    assert field["value"] == "https://example.org/en"
    assert SegmentOverride.objects.get().data == "https://example.org/en"


def choose(editor, path, value, was=None):
    """As the script sends it; no value returns to the original's."""
    one = editor.translation.source.overridablesegment_set.filter(context__path__contains=path).first()
    fields = {"value": value, **({} if was is None else {"was": was})}
    send = editor.client.put if value else editor.client.delete
    return send(editor.url("edit_override", one.pk), encode_multipart(BOUNDARY, fields), MULTIPART_CONTENT)


def test_the_second_of_two_who_choose_at_once_is_told_who_chose_what(editor, colleague):
    first, second = make_image("First"), make_image("Second")
    assert choose(colleague, "image", first.pk, was="").status_code == 201
    answer = choose(editor, "image", second.pk, was="")
    assert answer.status_code == 409
    told = answer.json()
    assert (told["person"], told["text"], told["value"]) == ("colleague", "First", str(first.pk))
    assert told["state"]["id"] == first.pk
    assert SegmentOverride.objects.get().data == str(first.pk)
    assert (
        choose(editor, "image", second.pk, was=told["value"]).status_code == 200
    )  # they have seen it, and keep theirs
    assert SegmentOverride.objects.get().data == str(second.pk)


def test_who_returns_to_the_original_takes_away_nothing_that_they_have_not_seen(editor, colleague):
    choose(editor, "https", "https://example.org/a", was="")
    choose(colleague, "https", "https://example.org/b", was="https://example.org/a")
    answer = choose(editor, "https", "", was="https://example.org/a")
    assert (answer.status_code, answer.json()["text"]) == (409, "https://example.org/b")
    assert choose(editor, "https", "", was="https://example.org/b").status_code == 200
    assert not SegmentOverride.objects.exists()


def test_a_value_that_was_taken_away_is_told_as_well_and_the_same_one_is_no_conflict(editor, colleague):
    choose(editor, "https", "https://example.org/a", was="")
    choose(colleague, "https", "", was="https://example.org/a")
    answer = choose(editor, "https", "https://example.org/b", was="https://example.org/a")
    assert (answer.status_code, answer.json()["value"]) == (409, "")
    choose(colleague, "https", "https://example.org/b", was="")
    assert choose(editor, "https", "https://example.org/b", was="").status_code == 200


def test_each_value_says_what_was_seen(editor):
    choose(editor, "https", "https://example.org/a")
    assert {one["data-was"] for one in shown(editor).select(".value")} >= {"", "https://example.org/a"}


def test_a_record_is_translated_on_a_page_of_the_same_kind(admin_client):
    theme = Theme(name="Təhsil")
    theme.save()
    editor = Editor(admin_client, theme)
    page = shown(editor)
    assert page.select_one(".text__source")["data-html"] == "Təhsil"
    assert page.select("[data-preview]") == []


def test_a_text_that_changed_shows_what_it_was(editor, monkeypatch):
    from types import SimpleNamespace

    from translation.editor import aids

    one = segment(editor, "Biz kimik")
    former = {one.pk: SimpleNamespace(source="Biz <b>kim</b> idik", text="Who we were")}
    monkeypatch.setattr(aids, "former_texts", lambda translation: former)
    text = shown(editor).select_one(f"#text-{one.pk}")
    assert text.select_one("[data-former-text]").text.strip() == "Who we were"
    assert text.select_one("[data-use]")["data-use"] == "Who we were"


def test_the_script_says_only_what_is_translated():
    """Its words come from the page: each that it asks for is there, and none that it does not."""
    scripts = "".join(path.read_text() for path in STATIC.glob("*.js"))
    outcomes = {"offline", "login", "gone", "refused", "failed"}  # by the outcome of a request
    states = {"open", "saved", "saving", "unsaved", "error"}  # by the state of a text
    asked = set(re.findall(r"\bwords\.(\w+)", scripts)) - {"replace", "filter", "textContent"}
    asked |= set(re.findall(r"'(\w+Preview)'", scripts)) | outcomes | states
    assert asked == set(words())
