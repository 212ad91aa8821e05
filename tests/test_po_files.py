"""A PO file goes out and comes back: every line is taken, or the person is told why not."""

import uuid

import polib
import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.localize import po as po_files
from home.models import StandardPage
from tests.factories import locale, make_page, translate
from tests.translating import Editor, in_english, said, translation_of
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def page(home):
    translate(home, "en", in_english)
    body = [
        {"type": "text", "id": str(uuid.uuid4()), "value": '<p>Bax: <a href="https://example.org/">“bu”</a>\\n</p>'},
        {"type": "text", "id": str(uuid.uuid4()), "value": "<p>Bir</p><p>Bir</p><p>İki <b>üç</b></p>"},
        {"type": "heading", "id": str(uuid.uuid4()), "value": 'Bölmə "bir"\tvə\r\nsətir'},
        {"type": "quote", "id": str(uuid.uuid4()), "value": {"text": "Söz\n\nsöz", "person": None, "role": ""}},
    ]
    page = make_page(StandardPage, home, title="Gənclər üçün iştirak", summary="Qısa", body=body)
    translate(page, "en", {}, publish=False)
    return page


@pytest.fixture
def editor(page, admin_client):
    return Editor(admin_client, page)


def exported(editor):
    return polib.pofile(editor.export().content.decode())


def entry(po, text):
    return next(one for one in po if one.msgid == text)


def uploaded(editor, po):
    return said(editor.upload(str(po)))


def test_the_file_is_named_by_our_rule_and_names_its_language(editor):
    response = editor.export()
    assert response.headers["Content-Disposition"] == 'attachment; filename="gencler-ucun-istirak-en.po"'
    assert polib.pofile(response.content.decode()).metadata["Language"] == "en"


def test_a_title_without_a_letter_gives_a_name_all_the_same(editor):
    source = editor.translation.source
    type(source).objects.filter(pk=source.pk).update(object_repr="؟؟")
    assert 'filename="translation-en.po"' in editor.export().headers["Content-Disposition"]


def test_every_text_comes_back_as_it_was_written(editor):
    po = exported(editor)
    for one in po:
        if one.msgctxt != "slug":
            one.msgstr = f"EN {one.msgid}"
    assert "taken" in uploaded(editor, po)[0]
    stored = StringTranslation.objects.exclude(context__path="slug").filter(locale=locale("en"))
    stored = stored.filter(context__object_id=editor.page.translation_key)
    assert {one.data for one in stored} == {f"EN {one.msgid}" for one in po if one.msgctxt != "slug"}
    before = list(stored.values_list("pk", "data", "updated_at"))
    assert said(editor.upload(editor.export().content))[0].startswith("0")
    assert list(stored.values_list("pk", "data", "updated_at")) == before


def test_the_texts_of_the_demo_come_back_unchanged(demo, admin_client):
    from wagtail_localize.models import Translation

    for translation in Translation.objects.filter(source__specific_content_type__app_label__in=["home", "news"]):
        name, content = po_files.export(translation)
        report = po_files.take(polib.pofile(content), translation, None)
        assert (name.isascii(), report.taken, dict(report.problems)) == (True, 0, {})


def test_it_says_how_many_texts_were_taken_and_how_many_are_missing(editor):
    po = exported(editor)
    entry(po, "Qısa").msgstr = "Short"
    first, waiting, *_rest = uploaded(editor, po)
    assert "1" in first
    assert str(len(po) - 1) in waiting
    assert editor.text("summary").data == "Short"
    assert editor.text("summary").get_comment().startswith("Translated with PO File")


# Files that are none


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"hello", "not a PO file"),
        (b"\x00\x01\x02\xff\xfe" * 100, "letters"),
        (b"\x00" * 100, "not a PO file"),
        (b"%PDF-1.4 msgid \x00", "mistake"),
        ("msgid".encode("utf-16"), "letters"),
        (b'msgid "a"\nmsgstr "b"\nhello', "mistake in line 3"),
        (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgid "b"\n', "mistake in line 5"),
        (b'msgstr "b"', "not a PO file"),
        (b'msgid "a"\nmsgstr "b"\n', "does not say"),
        (b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: x\\n"\n', "does not say"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"\n\nmsgid "\xfe"\nmsgstr ""', "letters"),
        (b"/etc/passwd", "not a PO file"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(editor, content, word):
    messages = said(editor.upload(content))
    assert len(messages) == 1
    assert word in messages[0]


def test_without_a_file(editor):
    assert "Choose" in said(editor.client.post(editor.url("upload_pofile")))[0]
    assert "Choose" in said(editor.client.post(editor.url("upload_pofile"), {"file": "po.txt"}))[0]


def test_a_huge_file(editor, monkeypatch):
    monkeypatch.setattr(po_files, "MAX_SIZE", 100)
    assert "too large" in said(editor.upload(b"#" * 101))[0]


def test_a_file_in_letters_of_another_time(editor):
    po = exported(editor)
    entry(po, "Qısa").msgstr = "Kısa ğüşİ"
    only = [one for one in po if one.msgid in {"Qısa"}]
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n{po_files.ID_HEADER}: {editor.translation.uuid}\\n"\n\n'
    text += "\n".join(str(one) for one in only)
    right = text.replace("CHARSET", "cp1254").encode("cp1254")
    wrong = text.replace("CHARSET", "utf-8").encode("cp1254")
    assert "UTF-8" in said(editor.upload(wrong))[0]
    assert said(editor.upload(right))[0].startswith("1")
    assert editor.text("summary").data == "Kısa ğüşİ"


def test_a_file_with_a_byte_order_mark(editor):
    po = exported(editor)
    entry(po, "Qısa").msgstr = "Short"
    assert said(editor.upload(str(po).encode("utf-8-sig")))[0].startswith("1")


def test_the_file_of_another_page_or_language_says_whose_it_is(editor, home):
    other = make_page(StandardPage, home, title="Başqa")
    translate(other, "en", {}, publish=False)
    translate(editor.page, "tr", {}, publish=False)
    for translation, words in (
        (translation_of(other), ("Başqa", "English")),
        (translation_of(editor.page, "tr"), ("Gənclər", "Türkçe")),
    ):
        (message,) = said(editor.upload(str(translation.export_po())))
        assert all(word in message for word in words)


# Lines that are not taken


def test_a_text_that_the_page_does_not_have(editor):
    po = exported(editor)
    po.append(polib.POEntry(msgid="Yox", msgctxt="summary", msgstr="No"))
    po.append(polib.POEntry(msgid="Qısa", msgctxt="body.x", msgstr="No"))
    po.append(polib.POEntry(msgid="Qısa", msgstr="No"))
    messages = uploaded(editor, po)
    unknown = next(message for message in messages if "no such text" in message)
    assert "“Yox”" in unknown
    assert unknown.count("“Qısa”") == 2
    assert not StringTranslation.objects.filter(data="No").exists()


def test_a_text_that_has_changed_since_the_file_was_made(editor):
    po = exported(editor)
    entry(po, "Qısa").msgstr = "Short"
    editor.page.summary = "Daha qısa"
    editor.page.save_revision().publish()
    editor.translation.source.update_from_db()
    assert any("“Qısa”" in message for message in uploaded(editor, po))


def test_a_translation_that_is_uncertain(editor):
    po = exported(editor)
    one = entry(po, "Qısa")
    one.msgstr, one.flags = "Short", ["fuzzy"]
    assert any("fuzzy" in message and "“Qısa”" in message for message in uploaded(editor, po))
    assert not StringTranslation.objects.filter(data="Short").exists()


def test_an_emptied_line_leaves_the_translation_that_was_there(editor):
    editor.write("summary", "Short")
    po = exported(editor)
    entry(po, "Qısa").msgstr = "  "
    assert any("stays" in message and "“Qısa”" in message for message in uploaded(editor, po))
    assert editor.text("summary").data == "Short"


def test_a_line_that_is_out_of_use(editor):
    po = exported(editor)
    one = entry(po, "Qısa")
    one.msgstr, one.obsolete = "Short", True
    assert any("no longer used" in message for message in uploaded(editor, po))


def test_former_texts_that_an_export_brings_along_are_passed_over_in_silence(editor):
    editor.write("summary", "Short")
    editor.page.summary = "Daha qısa"
    editor.page.save_revision().publish()
    editor.translation.source.update_from_db()
    po = exported(editor)
    assert [one.msgid for one in po.obsolete_entries()] == ["Qısa"]
    assert not any("“Qısa”" in message for message in uploaded(editor, po))


@pytest.mark.parametrize(
    ("text", "word"),
    [("See here", "a1"), ('See <a id="a2">here</a>', "a2"), ("<p>See</p>", "<p>"), ("x" * 9, "")],
)
def test_a_text_with_a_mistake_is_kept_and_reported(editor, text, word):
    po = exported(editor)
    one = next(one for one in po if one.msgid.startswith("Bax"))
    one.msgstr = text
    faulty = next(message for message in uploaded(editor, po) if "put right" in message)
    assert word in faulty
    assert f"line {one.linenum}" in faulty
    assert StringTranslation.objects.get(data=text).has_error
    again = uploaded(editor, exported(editor))
    assert any("put right" in message for message in again)


def test_a_line_given_twice_is_taken_as_it_comes_last(editor):
    po = exported(editor)
    entry(po, "Qısa").msgstr = "First"
    po.append(polib.POEntry(msgid="Qısa", msgctxt="summary", msgstr="Last"))
    uploaded(editor, po)
    assert editor.text("summary").data == "Last"


def test_many_mistakes_are_counted_not_listed(editor):
    po = exported(editor)
    for number in range(9):
        po.append(polib.POEntry(msgid=f"Yox {number}", msgctxt="summary", msgstr="No"))
    unknown = next(message for message in uploaded(editor, po) if "no such text" in message)
    assert "4" in unknown
    assert "Yox 8" not in unknown


def test_a_file_is_for_those_who_may_translate_the_page(editor, client):
    from tests.factories import user_in

    client.logout()
    client.force_login(user_in("translators-tr"))
    denied = reverse("wagtailadmin_home")
    assert client.get(editor.url("download_pofile")).headers["Location"] == denied
    assert client.post(editor.url("upload_pofile")).headers["Location"] == denied
