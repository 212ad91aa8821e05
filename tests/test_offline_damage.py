"""Files that come back damaged: each gives a report, none an error of the site, and no text that was there is lost."""

import io
import logging
import uuid
import zipfile

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail_localize.models import StringTranslation

from core.localize import po
from home.models import StandardPage
from tests.factories import make_page, translate, user_in
from tests.offline import upload, zipped
from tests.translating import in_english, translation_of
from tests.worlds import made_once
from translation.offline import packages, taking, xliff
from translation.offline.taking import take_file

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("speaks_english")]

BOMB = """<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">%s]>
<xliff version="1.2"><file original="a"><body><trans-unit id="1"><target>&%s;</target></trans-unit></body></file></xliff>"""
NAMES = "bcdefgh"
LAUGHS = BOMB % (
    "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip(NAMES, NAMES[1:], strict=False)),
    "h",
)
OUTSIDE = BOMB % ('<!ENTITY out SYSTEM "file:///etc/passwd">', "out")


@made_once
def translation(home):
    translate(home, "en", in_english)
    body = [
        {"type": "text", "id": str(uuid.uuid4()), "value": '<p>Bax: <a href="https://example.org/">bu</a></p>'},
        {"type": "text", "id": str(uuid.uuid4()), "value": "<p>İki <b>üç</b><br/>dörd</p><p>Beş</p>"},
    ]
    page = make_page(StandardPage, home, title="Gənclər", summary="Qısa", body=body)
    translate(page, "en", {"Gənclər": "Youth", "Qısa": "Short", "Beş": "Five"}, publish=False)
    return translation_of(page)


@made_once
def translator(db):
    return user_in("translators-en")


@pytest.fixture
def nothing_unforeseen(caplog):
    """``take_file`` catches what nobody thought of, and logs it: a test wants it thought of."""
    with caplog.at_level(logging.ERROR, logger=taking.__name__):
        yield
    assert [record.getMessage() for record in caplog.records if record.name == taking.__name__] == []


def texts():
    return dict(StringTranslation.objects.values_list("pk", "data"))


def file_of(translation, kind):
    return kind.export(translation)[1].encode()


def damaged(translation, change):
    return change(file_of(translation, xliff))


DAMAGES = {
    "half": lambda data: data[: len(data) // 2],
    "without its end": lambda data: data[:-3],
    "UTF-16 that says UTF-8": lambda data: data.decode().encode("utf-16-le"),
    "Latin letters that say UTF-8": lambda data: data.decode().encode("cp1254", "replace"),
    "an encoding nobody knows": lambda data: data.replace(b"UTF-8", b"klingon"),
    "an encoding of many bytes": lambda data: data.replace(b"UTF-8", b"gb18030"),
    "another root": lambda data: data.replace(b"<xliff", b"<html").replace(b"</xliff", b"</html"),
    "version 2": lambda data: data.replace(b'version="1.2"', b'version="2.0"'),
    "no version": lambda data: data.replace(b'version="1.2"', b""),
    "no file": lambda data: b'<xliff version="1.2"></xliff>',
    "two files": lambda data: b'<xliff version="1.2"><file/><file/></xliff>',
    "no identity": lambda data: data.replace(b"TranslationID", b"Something"),
    "an identity that is none": lambda data: data.replace(b'ID">', b'ID">x'),
    "laughs": lambda data: LAUGHS.encode(),
    "entities from outside": lambda data: OUTSIDE.encode(),
    "deep": lambda data: b'<xliff version="1.2">' + b"<g>" * 100_000,
    "only zeros": lambda data: bytes(1000),
    "only spaces": lambda data: b" \n" * 100,
    "nothing": lambda data: b"",
    "too large": lambda data: b"<" + b"x" * 10_000_000,
    "a picture": lambda data: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a path": lambda data: b"/etc/passwd",
}


@pytest.mark.usefixtures("nothing_unforeseen")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_with_a_reason(translation, translator, damage):
    before = texts()
    report = take_file("a.xlf", damaged(translation, DAMAGES[damage]), translator)
    assert report.error
    assert texts() == before


def test_a_document_type_is_refused_before_it_is_read(translation, translator):
    for data in (LAUGHS, OUTSIDE, BOMB % ("", "b")):
        assert "document type" in take_file("a.xlf", data.encode(), translator).error


@pytest.mark.parametrize(
    "data",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b":1.2", b":1.1").replace(b'version="1.2"', b'version="1.1"'),
    ],
)
def test_what_is_only_written_in_another_way_is_read(translation, translator, data):
    report = take_file("a.xlf", damaged(translation, data), translator)
    assert (report.error, report.not_taken) == ("", 0)
    assert report.same == 3


@pytest.mark.usefixtures("nothing_unforeseen")
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<target", "<other").replace("</target", "</other"),
        lambda text: text.replace(">Youth<", "><").replace(">Five<", ">  <"),
        lambda text: text.replace(">Short<", '><g id="a7" ctype="bold"/><x id="q"/><sub>\u200b</sub><'),
        lambda text: text.replace('id="title', 'id="'),
        lambda text: text.replace("<trans-unit", "<group><trans-unit").replace(
            "</trans-unit>", "</trans-unit></group>"
        ),
        lambda text: text.replace('date="', 'date="9999-99-99'),
    ],
)
def test_units_that_lack_something_are_reported_and_lose_nothing(translation, translator, change):
    before = texts()
    report = take_file("a.xlf", change(file_of(translation, xliff).decode()).encode(), translator)
    assert report.error == ""
    assert texts() == before


def test_of_two_units_with_one_id_the_last_is_taken_and_the_first_named(translation, translator):
    text = file_of(translation, xliff).decode()
    unit = text[text.index("<trans-unit") : text.index("</trans-unit>") + len("</trans-unit>")]
    doubled = text.replace(unit, unit.replace(">Youth<", ">One<") + unit.replace(">Youth<", ">Two<"))
    report = take_file("a.xlf", doubled.encode(), translator)
    assert (report.taken, report.not_taken) == (1, 1)
    assert "Two" in texts().values()


@pytest.mark.usefixtures("nothing_unforeseen")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from([po, xliff]),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8)), min_size=1, max_size=4),
)
def test_bytes_that_change_on_the_way_break_nothing_and_lose_nothing(translation, translator, kind, cuts):
    data = file_of(translation, kind)
    for place, length, instead in cuts:
        start = int(place * len(data))
        data = data[:start] + instead + data[start + length :]
    right = set(StringTranslation.objects.filter(has_error=False).values_list("pk", flat=True))
    take_file("a", data, translator)
    still = StringTranslation.objects.filter(pk__in=right, has_error=False).exclude(data="")
    assert set(still.values_list("pk", flat=True)) == right


# Packages


PACKAGES = {
    "empty": zipped({}),
    "half": zipped({"a.po": b"msgid " * 1000})[:60],
    "only its beginning": b"PK\x03\x04",
    "of folders": zipped({"a/": b"", "__MACOSX/b": b""}),
}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_damaged_zip_is_refused_with_a_reason(client, translator, package):
    client.force_login(translator)
    response = upload(client, PACKAGES[package], "a.zip")
    assert response.status_code == 200
    assert response.context["bring_back"].errors["file"]


def test_a_zip_whose_content_was_changed_names_the_file(client, translator, translation):
    client.force_login(translator)
    data = bytearray(zipped({"a.xlf": b"0123456789" * 20, "b.xlf": file_of(translation, xliff)}))
    data[data.index(b"0123456789")] ^= 255
    content = upload(client, bytes(data), "a.zip").content.decode()
    assert "the zip file is damaged here" in content
    assert "The same already: 3" in content


def test_a_protected_zip_is_named(client, translator):
    client.force_login(translator)
    data = bytearray(zipped({"a.xlf": b"0123456789"}))
    for beginning, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(beginning) + flags] |= 1
    assert "protected by a password" in upload(client, bytes(data), "a.zip").content.decode()


def test_a_zip_can_not_grow_beyond_all_measure(client, translator, monkeypatch):
    client.force_login(translator)
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"{number}.po", b" " * 1_000_000)
    monkeypatch.setattr(packages, "MAX_UNPACKED", 2_000_000)
    content = upload(client, output.getvalue(), "a.zip").content.decode()
    assert content.count("too large. Upload it in parts.") == 3
    monkeypatch.setattr(packages, "MAX_FILES", 4)
    assert "more than 4 files" in upload(client, output.getvalue(), "a.zip").content.decode()
    monkeypatch.setattr(packages, "MAX_PACKAGE", 10)
    assert "too large" in upload(client, output.getvalue(), "a.zip").content.decode()


def test_one_file_of_a_zip_is_not_read_beyond_its_limit(client, translator, monkeypatch):
    client.force_login(translator)
    monkeypatch.setattr(packages, "MAX_SIZE", 100)
    monkeypatch.setattr(po, "MAX_SIZE", 100)
    assert "too large for a page" in upload(client, zipped({"a.po": b"x" * 101}), "a.zip").content.decode()


def test_an_upload_without_a_file_asks_for_one(client, translator):
    client.force_login(translator)
    assert "required" in client.post(reverse("translation_offline:upload")).content.decode()
    assert client.post(reverse("translation_offline:upload"), {"file": "text"}).status_code == 200
