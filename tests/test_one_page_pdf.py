"""The summary as a PDF: one A4 in every language, for those who see it and those who hear it."""

import threading

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core import made
from core.models import Made
from core.typesetting import TypesettingFailed, typeset
from projects.models import Organisation, Person, ProjectPage
from projects.models.rows import PartnerRole, ProjectPartner
from projects.one_page import pdf
from tests.factories import committed, make_page, publish, translate
from tests.summaries import (
    fullest_project,
    make_project,
    projects_section,
    read,
    size_of,
    text_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]
A4 = (595, 842)


def fonts_of(reader):
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()]
    return [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]


def test_every_project_of_the_demo_is_one_a4_in_each_language(demo, client):
    pages = list(ProjectPage.objects.live())
    assert {page.language for page in pages} == {"az", "en", "tr"}
    for page in pages:
        reader = read(client, page)
        assert len(reader.pages) == 1
        assert tuple(round(float(one)) for one in reader.pages[0].mediabox[2:]) == A4
        assert reader.trailer["/Root"]["/Lang"] == page.language
        assert reader.metadata.title == page.title


def test_it_is_tagged_and_says_so(demo, client):
    reader = read(client, ProjectPage.objects.live().first())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert [item.title for item in reader.outline if not isinstance(item, list)]


def test_its_fonts_are_in_it_and_cut_down_to_what_it_uses(demo, client):
    fonts = fonts_of(read(client, ProjectPage.objects.live().first()))
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font or "/FontFile3" in font
        assert font["/FontName"][7] == "+"  # the mark of a subset


def test_every_letter_of_the_languages_can_be_copied_out_of_it(client, home):
    letters = "Əə Ğğ Iı İi Şş Çç Öö Üü Ââ Îî Ûû №“”’–…"
    assert letters in text_of(read(client, make_project(home, goal=letters)))


def test_a_letter_no_font_has_does_not_keep_the_page_from_being_made(client, home):
    text = text_of(read(client, make_project(home, title="Layihə 🎉 漢", goal="Büdcə: 5 ₼")))
    assert "Layihə" in text
    assert "5 AZN" in text


def test_markup_in_a_text_is_a_text(client, home):
    goal = '#panic("no") *qalın* $x$ <fit> = #read("/etc/passwd")'
    assert "".join(goal.split()) in "".join(text_of(read(client, make_project(home, goal=goal))).split())


@pytest.mark.parametrize(
    ("words", "least_size"),
    [
        ("prose", 7.4),  # can be read
        ("wide", 6.2),  # the smallest there is but one: only in that might something not fit
        pytest.param("unbroken", 0, marks=pytest.mark.walk),
    ],
)
def test_the_longest_texts_the_budgets_allow_make_one_page(client, home, words, least_size):
    page = fullest_project(home, words)
    reader = read(client, page)
    assert len(reader.pages) == 1
    assert "daha 3" in text_of(reader)  # what is not shown is counted
    assert size_of(page) >= least_size


def test_a_page_older_than_the_budgets_is_shortened_and_not_lost(client, home):
    page = make_project(home)
    ProjectPage.objects.filter(pk=page.pk).update(goal="söz " * 2000)
    reader = read(client, ProjectPage.objects.get(pk=page.pk))
    assert len(reader.pages) == 1
    assert "söz…" in text_of(reader)


def test_who_paid_is_thanked(client, home):
    section = projects_section(home)
    funder = Organisation.objects.create(name="Ümid Fondu", kind="state", locale=home.locale)
    page = ProjectPage(title="Layihə")
    page.partners = [ProjectPartner(organisation=funder, role=PartnerRole.FUNDER, locale=home.locale)]
    page = make_page(page, section)
    assert text_of(read(client, page)).count("Ümid Fondu") == 2  # among the partners, and in the acknowledgement


def test_a_warning_of_the_typesetter_is_a_failure(tmp_path):
    template = tmp_path / "page.typ"
    template.write_text('#set text(font: "No Such Font")\nText')
    with pytest.raises(TypesettingFailed, match=r"(?i)unknown font"):
        typeset(template, {}, format="pdf")


# Made once


@pytest.fixture
def settings_counted(monkeypatch):
    """How often a PDF was really set."""
    calls = []
    original = pdf.set_pdf
    monkeypatch.setattr(pdf, "set_pdf", lambda page: calls.append(page.pk) or original(page))
    return calls


def test_it_is_made_for_the_first_reader_and_kept_for_the_others(client, home, settings_counted):
    page = make_project(home)
    for _ in range(3):
        read(client, page)
    assert settings_counted == [page.pk]


def test_a_changed_record_makes_a_new_one_and_the_old_is_removed(client, home, settings_counted):
    page = make_project(home, goal="Əvvəlki")
    read(client, page)
    old = Made.objects.get().path
    page.goal = "Yeni"
    with_commit(page.save)
    assert "Yeni" in text_of(read(client, page))
    assert len(settings_counted) == 2
    assert Made.objects.get().path != old


def with_commit(action):
    with committed():
        return action()


def test_a_lost_file_is_made_again(client, home):
    page = make_project(home)
    read(client, page)
    default_storage.delete(Made.objects.get().path)
    assert len(read(client, page).pages) == 1


def test_nothing_is_left_claimed_by_one_who_failed(client, home):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made.obtain("one-page", 1, "digest", fail, ".pdf")
    assert made.obtain("one-page", 1, "digest", lambda: b"content", ".pdf").digest == "digest"


def test_who_comes_while_it_is_being_made_waits_for_it(monkeypatch):
    row = Made.objects.create(kind="one-page", page_id=1)
    maker = made._claim(row)
    monkeypatch.setattr(made.time, "sleep", lambda _: made._make(row, maker, "digest", lambda: b"content", ".pdf"))
    waited = made.obtain("one-page", 1, "digest", lambda: pytest.fail("made twice"), ".pdf")
    assert waited.path == Made.objects.get().path


def test_who_waits_for_one_who_has_died_makes_it(monkeypatch):
    row = Made.objects.create(kind="one-page", page_id=1)
    made._claim(row)
    Made.objects.update(claimed_until=timezone.now())
    assert made.obtain("one-page", 1, "digest", lambda: b"content", ".pdf").digest == "digest"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a database in memory is locked for other threads")
@pytest.mark.django_db(transaction=True)
def test_many_readers_at_once_have_it_made_once():
    made_by = []
    together = threading.Barrier(8)

    def make():
        made_by.append(threading.get_ident())
        threading.Event().wait(0.3)
        return b"content"

    def read_it(paths):
        try:
            together.wait()
            paths.append(made.obtain("one-page", 1, "digest", make, ".pdf").path)
        finally:
            connection.close()

    paths = []
    threads = [threading.Thread(target=read_it, args=[paths]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made_by) == 1
    assert len(paths) == 8
    assert len(set(paths)) == 1


def test_two_threads_may_set_at_once(home):
    page = make_project(home)
    data = pdf.material(page)
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(typeset(pdf.TEMPLATE, data, format="pdf"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6


def test_it_is_made_when_the_page_is_published(home, settings, settings_counted):
    settings.MAKE_AHEAD = True
    page = make_project(home)
    assert page.pk in settings_counted
    assert default_storage.exists(Made.objects.get(kind="one-page", page_id=page.pk).path)


def test_it_follows_the_facts_of_the_original(client, home, settings, settings_counted):
    settings.MAKE_AHEAD = True
    translate(home, "en", in_english)
    translate(projects_section(home), "en", in_english)
    page = make_project(home, budget=1000)
    english = translate(page, "en", in_english)
    page.budget = 2500
    page.save_revision()
    publish(page)
    assert settings_counted.count(english.pk) == 2  # before anybody has asked for it
    assert "2,500 AZN" in text_of(read(client, english))
    assert settings_counted.count(english.pk) == 2


def in_english(text):
    return f"EN {text}"


def test_it_follows_the_names_of_the_registries(client, home):
    contact = Person.objects.create(name="Əli Əliyev", locale=home.locale)
    page = make_project(home, contact=contact)
    assert "Əli Əliyev" in text_of(read(client, page))
    contact.name = "Vəli Vəliyev"
    contact.save()
    assert "Vəli Vəliyev" in text_of(read(client, page))


# Who may read it


def test_a_draft_has_none(client, home, settings):
    settings.MAKE_AHEAD = True
    page = make_project(home, live=False)
    assert client.get(f"{page.url}one-page.pdf").status_code == 404
    assert not Made.objects.filter(page_id=page.pk).exists()


def test_of_a_page_that_is_unpublished_nothing_is_left(client, home):
    page = make_project(home)
    read(client, page)
    path = Made.objects.get().path
    with_commit(page.unpublish)
    assert client.get(f"{page.url}one-page.pdf").status_code == 404
    assert not default_storage.exists(path)


def test_of_a_page_that_is_deleted_nothing_is_left(client, home):
    page = make_project(home)
    read(client, page)
    path = Made.objects.get().path
    with_commit(page.delete)
    assert not default_storage.exists(path)


@pytest.mark.parametrize("address", ["one-page.pdf", "one-page/"])
def test_who_may_not_read_the_project_may_not_read_its_summary(client, home, admin_client, address):
    page = make_project(home)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"{page.url}{address}").status_code == 302
    response = admin_client.get(f"{page.url}{address}")
    assert response.status_code == 200
    assert "private" in response.headers["Cache-Control"]


# What browsers are told


def test_it_opens_in_the_browser_and_is_saved_under_the_name_of_the_project(client, home):
    page = make_project(home, title="Şagirdlər üçün işıq")
    headers = client.get(f"{page.url}one-page.pdf").headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == 'inline; filename="sagirdler-ucun-isiq-az.pdf"'


def test_reading_it_sets_no_cookie_and_keeps_the_strict_policy(client, home):
    response = client.get(f"{make_project(home).url}one-page.pdf")
    assert not response.cookies
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_who_has_it_already_is_not_sent_it_again(client, home):
    page = make_project(home)
    address = f"{page.url}one-page.pdf"
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


def test_the_file_has_one_address(client, home):
    page = make_project(home)
    assert client.get(f"{page.url}one-page.pdf/").status_code == 404
    assert client.get(f"{page.url}two-pages.pdf").status_code == 404
