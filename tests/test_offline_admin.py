"""One page, a selection or all that is open goes out in a zip; the answer to an upload is a report."""

from xml.etree import ElementTree

import polib
import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.localize import po
from home.models import StandardPage
from projects.models import Place
from tests.factories import locale, make_page, translate, user_in
from tests.offline import (
    INDEX,
    UPLOAD,
    offline_page,
    texts,
    unzipped,
    upload,
    with_text,
    zipped,
)
from tests.translating import in_english, said, translation_of
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english"), pytest.mark.once]


@made_once
def page(home):
    return offline_page(home)


@made_once
def translation(page):
    return translation_of(page)


@made_once
def translator(db):
    return user_in("translators-en")


@pytest.fixture
def visitor(client, translator):
    client.force_login(translator)
    return client


def test_all_that_is_open_in_a_language_is_one_zip(translation, page, home, visitor):
    done = make_page(StandardPage, home, title="Hazır")
    translate(done, "en", in_english, publish=False)
    asked = {"locale": locale("en").pk, "format": "xliff", "amount": "open", "section": ""}
    response = visitor.get(reverse("translation_offline:download"), asked)
    assert response.headers["Content-Type"] == "application/zip"
    assert set(unzipped(response)) == {"gencler-ucun-en.xlf"}
    everything = unzipped(visitor.get(reverse("translation_offline:download"), {**asked, "amount": "all"}))
    assert {"gencler-ucun-en.xlf", "hazir-en.xlf"} < set(everything)


def test_a_section_or_the_records(translation, page, home, visitor):
    below = make_page(StandardPage, page, title="Aşağıda")
    other = make_page(StandardPage, home, title="Başqa")
    for one in (below, other):
        translate(one, "en", {}, publish=False)
    Place.objects.create(name="Gəncə", kind="city")
    asked = {"locale": locale("en").pk, "format": "po", "amount": "open", "section": page.pk}
    names = set(unzipped(visitor.get(reverse("translation_offline:download"), asked)))
    assert names == {"gencler-ucun-en.po", "asagida-en.po"}
    names = set(unzipped(visitor.get(reverse("translation_offline:download"), {**asked, "section": "records"})))
    assert names == {"gence-en.po"}


def test_pages_of_one_title_get_names_of_their_own(translation, page, home, visitor):
    same = make_page(StandardPage, home, title=page.title, slug="basqa")
    translate(same, "en", {}, publish=False)
    asked = {"locale": locale("en").pk, "format": "po", "amount": "open"}
    names = set(unzipped(visitor.get(reverse("translation_offline:download"), asked)))
    assert names == {"gencler-ucun-en.po", "gencler-ucun-en-2.po"}


def test_an_original_that_is_gone_is_named_in_the_zip(translation, page, visitor):
    asked = {"locale": locale("en").pk, "format": "po", "amount": "open"}
    response = visitor.get(reverse("translation_offline:download"), asked)
    page.delete()
    files = unzipped(response)
    assert "gencler-ucun-en.po" not in files
    assert not files or "Gənclər üçün" in files["left-out.txt"].decode()


def test_nothing_to_translate_is_said(page, visitor):
    translate(page, "en", in_english, publish=False)
    asked = {"locale": locale("en").pk, "format": "po", "amount": "open"}
    response = visitor.get(reverse("translation_offline:download"), asked)
    assert "nothing to translate" in said(response)[0]


def test_another_language_can_not_be_taken_along(translation, visitor):
    asked = {"locale": locale("tr").pk, "format": "po", "amount": "all"}
    assert b"Select a valid choice" in visitor.get(reverse("translation_offline:download"), asked).content


def test_chosen_pages_are_taken_along_from_their_listing(translation, page, admin_client, home):
    below = make_page(StandardPage, page, title="Aşağıda")
    translate(below, "en", {}, publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "translate_offline"])
    address = f"{address}?id={page.pk}&next=/admin/"
    assert b"With the pages below" in admin_client.get(address).content
    asked = {"locale": locale("en").pk, "format": "xliff"}
    assert set(unzipped(admin_client.post(address, asked))) == {"gencler-ucun-en.xlf"}
    names = set(unzipped(admin_client.post(address, {**asked, "include_descendants": "on"})))
    assert names == {"gencler-ucun-en.xlf", "asagida-en.xlf"}
    refused = admin_client.post(address, {**asked, "locale": locale("tr").pk})
    assert "None of these pages" in said(refused)[0]


def test_the_editor_leads_to_its_files(translation, page, visitor):
    target = translation.get_target_instance()
    content = visitor.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    address = reverse("translation_offline:xliff", args=[translation.pk])
    assert address in content
    response = visitor.get(address)
    assert response.headers["Content-Disposition"] == 'attachment; filename="gencler-ucun-en.xlf"'
    assert ElementTree.fromstring(response.content).get("version") == "1.2"


def test_the_answer_to_an_upload_is_its_report(translation, visitor):
    content = upload(visitor, with_text(translation, "Qısa", "Short")).content.decode()
    assert "1 text was taken." in content
    assert "Gənclər üçün" in content
    assert texts(translation)["summary", "Qısa"] == "Short"


def test_a_zip_of_both_formats_comes_back_whole(translation, page, home, visitor):
    other = make_page(StandardPage, home, title="Başqa")
    translate(other, "en", {}, publish=False)
    file = polib.pofile(po.export(translation_of(other))[1])
    file[0].msgstr = "Other"
    package = zipped(
        {
            "job/en/page.xlf": with_text(translation, "Qısa", "Short"),
            "other.po": str(file),
            "__MACOSX/._page.xlf": b"\x00",
            "notes.docx": b"PK",
            "../../evil.po": str(file),
            "/etc/evil.po": str(file),
            "inner.zip": b"PK\x03\x04",
            "hidden.po": b"PK\x03\x04",
        }
    )
    content = upload(visitor, package, "job.zip").content.decode()
    assert "2 texts were taken." in content
    assert "neither a PO nor an XLIFF file" in content
    assert content.count("leads out of the zip file") == 2
    assert content.count("a zip file within the zip file") == 2
    assert "_page.xlf" not in content


def test_one_bad_file_does_not_keep_the_others_out(translation, visitor):
    package = zipped({"a.xlf": b"<xliff", "b.xlf": with_text(translation, "Qısa", "Short")})
    content = upload(visitor, package, "job.zip").content.decode()
    assert "damaged in line 1" in content
    assert texts(translation)["summary", "Qısa"] == "Short"


def test_what_was_exported_for_somebody_speaks_their_language(translation, client, translator):
    profile = UserProfile.get_for_user(translator)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(translator)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "az"
    asked = {"locale": locale("en").pk, "format": "po", "amount": "open"}
    files = unzipped(client.get(reverse("translation_offline:download"), asked))
    assert "At most 255 letters." in files["gencler-ucun-en.po"].decode()


def test_who_writes_no_language_that_is_translated_into_has_nothing_to_do_here(client):
    client.force_login(user_in("editors"))
    assert client.get(reverse(INDEX)).headers["Location"] == reverse("wagtailadmin_home")
    assert client.get(reverse(UPLOAD)).headers["Location"] == reverse("wagtailadmin_home")


def test_after_a_login_on_the_way_one_is_where_files_are_brought_back(client, visitor):
    assert visitor.get(reverse(UPLOAD)).headers["Location"] == reverse(INDEX)
    assert visitor.get(reverse(INDEX)).status_code == 200
