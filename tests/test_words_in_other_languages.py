"""Words in another language within a text: marked by editors, in the hands of translators, read aloud rightly."""

import json
import uuid

import polib
import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import features

from core.blocks.text import TEXT_FEATURES
from core.language_marks import feature_of
from core.localize.segments import restore_rich_text, rich_text_segments
from home.models import StandardPage
from tests.factories import make_page, publish, translate
from tests.translating import Editor, said
from tests.worlds import made_once

pytestmark = pytest.mark.once

MARKED = 'Buna <span lang="en">peer <b>review</b></span> deyilir'
WHOLE = '<span lang="en">Learning by doing</span>'


def text_block(html):
    return [{"type": "text", "id": str(uuid.uuid4()), "value": html}]


def shown(page):
    return BeautifulSoup(page.body.render_as_block(), "html.parser")


# The editor


def edited(html):
    """What is stored after an editor has opened the text and saved it."""
    converter = ContentstateConverter(TEXT_FEATURES)
    state = json.loads(converter.from_database_format(html))
    for block in state["blocks"]:
        block["key"] = "block"  # a new one each time
    return converter.to_database_format(json.dumps(state)).replace(' data-block-key="block"', "")


@pytest.mark.parametrize(
    "html",
    [
        '<p>Buna <span lang="en">peer</span> <b><span lang="en">review</span></b> deyilir</p>',
        f"<p>{WHOLE}</p>",
        f"<ul><li>{WHOLE}</li></ul>",
        '<h3>İki: <span lang="tr">bir</span>, <span lang="en">two</span></h3>',
        '<p><a href="https://example.org/"><span lang="en">Guide</span></a></p>',
    ],
)
def test_a_mark_stays_when_the_text_is_edited(html):
    assert edited(html) == html


def test_of_a_language_that_the_site_no_longer_has_the_words_stay():
    assert edited('<p>Bir <span lang="ru">два</span></p>') == "<p>Bir два</p>"


def button(code):
    return features.get_editor_plugin("draftail", feature_of(code)).data


def test_there_is_a_button_for_every_language_of_the_site(settings):
    asked_for = [name for name in TEXT_FEATURES if name.startswith(feature_of(""))]
    assert asked_for == [feature_of(code) for code in settings.LANGUAGE_CODES]
    assert [button(code)["label"] for code in settings.LANGUAGE_CODES] == settings.LANGUAGE_CODES


def test_the_button_says_what_it_does_in_the_language_of_the_admin():
    with translation.override("en"):
        assert str(button("tr")["description"]) == "Words in another language: Türkçe"


# The translator


def texts_of(html):
    return [segment.string.data for segment in rich_text_segments(html) if hasattr(segment, "string")]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        (f"<p>{MARKED}</p>", [MARKED]),
        (f"<p>{WHOLE}</p><p>Bir</p>", [WHOLE, "Bir"]),
        (f"<p><b>{WHOLE}</b></p>", [WHOLE]),
        (f"<p>Bir: {WHOLE}<br/>{WHOLE}</p>", [f"Bir: {WHOLE}<br/>{WHOLE}"]),
        (f'<p><a href="/x">{WHOLE}</a></p>', [f'<a id="a1">{WHOLE}</a>']),
        ('<p><span lang="tr">bir <span lang="en">two</span></span></p>', None),
        ('<p>Bir<span lang="en"> </span>iki &lt;b&gt; &amp; üç</p>', ["Bir iki &lt;b&gt; &amp; üç"]),
        ("<p>Bir <b>iki</b></p>", ["Bir <b>iki</b>"]),
    ],
)
def test_a_mark_is_part_of_the_text_that_is_translated(html, texts):
    if texts:
        assert texts_of(html) == texts
    restored = restore_rich_text(numbered(rich_text_segments(html))).source
    assert restored == html.replace('<span lang="en"> </span>', " ")


def numbered(segments):
    return [segment.with_order(order) for order, segment in enumerate(segments)]


@made_once
def page(home):
    translate(home, "en", {"Ana səhifə": "Home"})
    return make_page(StandardPage, home, title="Başlıq", body=text_block(f"<p>{MARKED}</p><p>{WHOLE}</p>"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written",
    [
        'This is called <span lang="en">peer <b>review</b></span>',  # kept
        "This is called peer <b>review</b>",  # left out
        'This is called <span lang="tr">akran</span>',  # changed
        'Here <span lang="az">icma</span> is <span lang="en">peer review</span>',  # and one set
    ],
)
def test_a_translator_keeps_changes_drops_or_sets_it(page, written):
    english = translate(page, "en", {"Başlıq": "Title", MARKED: written, WHOLE: "Learning by doing"})
    first, second = shown(english).find_all("p")
    assert first.decode_contents() == written
    assert second.decode_contents() == "Learning by doing"


@pytest.mark.django_db
def test_readers_get_it(page, client):
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert [mark.get_text() for mark in html.main.select("span[lang=en]")] == ["peer review", "Learning by doing"]


@made_once
def draft(page):
    return translate(page, "en", {}, publish=False)


@pytest.fixture
def editor(page, draft, admin_client):
    return Editor(admin_client, page)


def test_it_goes_through_the_translation_editor(editor):
    editor.write("body", 'Called <span lang="tr">akran</span>')
    assert not editor.text("body").has_error
    editor.write("title", "Title")
    second = editor.translation.source.stringsegment_set.get(string__data=WHOLE)
    editor.client.put(
        editor.url("edit_string_translation", second.pk), "value=Doing", "application/x-www-form-urlencoded"
    )
    editor.publish()
    assert [str(one) for one in shown(editor.target).select("span")] == ['<span lang="tr">akran</span>']


def test_it_goes_out_and_comes_back_in_a_po_file(editor):
    po = polib.pofile(editor.export().content.decode())
    one = next(entry for entry in po if entry.msgid == MARKED)
    one.msgstr = 'Called <span lang="en">peer review</span>'
    assert said(editor.upload(str(po)))[0].startswith("1")
    assert (editor.text("body").data, editor.text("body").has_error) == (one.msgstr, False)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('Called <span lang="eng">peer review</span>', "eng"),
        ('Called <span lang="en" class="x">peer review</span>', "span"),
        ("Called <span>peer review</span>", "span"),
        ('Called <span lang="en"><h2>peer review</h2></span>', "h2"),
        ('Called <b lang="en">peer review</b>', "attributes"),
    ],
)
def test_a_mark_that_is_none_is_said_and_not_published(editor, text, word):
    editor.write("body", text)
    translated = editor.text("body")
    assert translated.has_error
    assert word in translated.get_error()


def test_a_mark_of_the_original_may_stay_though_the_site_no_longer_has_the_language(editor):
    page = editor.page
    page.body = text_block('<p>Bir <span lang="ru">два</span></p>')
    page.save_revision()
    publish(page)
    editor.translation.source.update_from_db()
    editor.write("body", 'One <span lang="ru">два</span>')
    assert not editor.text("body").has_error
