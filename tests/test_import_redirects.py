"""``import_redirects``: the addresses of the former site, checked line by line."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect

from home.models import StandardPage
from tests.factories import make_page, translate
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_english"), pytest.mark.once]


@pytest.fixture
def load(tmp_path, capsys):
    def load(text, *options, encoding="utf-8"):
        file = tmp_path / "old.csv"
        file.write_bytes(text.encode(encoding))
        try:
            call_command("import_redirects", file, *options)
        finally:
            load.said = capsys.readouterr().out.splitlines()
        return load.said

    return load


@made_once
def page(home):
    translate(home, "en", lambda text: f"EN {text}")
    page = make_page(StandardPage, home, title="Layihə")
    translate(page, "en", {"Layihə": "Project"})
    return page


def test_old_addresses_lead_to_pages_of_today(client, load, page):
    said = load(
        "from,to\n/layihlr/571-tehsil.html,/layihe/\nhttp://old.example.org/en/571.html,/en/project/\n/2022/11/*,/layihe/\n"
    )
    assert said[-1] == "3 written (3 new, 0 changed, 0 same), 0 wrong."
    assert client.get("/layihlr/571-tehsil.html").headers["Location"] == "/layihe/"
    assert client.get("/en/571.html").headers["Location"] == "/en/project/"
    assert client.get("/2022/11/11/").headers["Location"] == "/layihe/"
    assert set(Redirect.objects.values_list("redirect_link", flat=True)) == {""}  # they follow their page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_file_of_any_spreadsheet_is_read(load, page, encoding, delimiter):
    load(f"/köhnə/{delimiter}/layihe/\n\n", encoding=encoding)
    assert Redirect.objects.get().old_path == "/köhnə"


def test_a_view_that_is_no_page_may_be_the_target(client, load, page):
    load("/axtar.php,/search/\n")
    assert client.get("/axtar.php").headers["Location"] == "/search/"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("/a/,/yoxdur/", "nothing can be read"),
        ("/a/,/layihe/one-page.pdf", "nothing can be read"),
        ("/a/,https://evil.example/", "off this site"),
        ("/a/,//evil.example/", "off this site"),
        ("/a/", "two addresses"),
        ("/*,/layihe/", "stands at the end"),
        ("/layihe/,/", "never the redirect"),
        ("/b/,/layihe/", "line 1"),
        (f"/{'a' * 300},/layihe/", "too long"),
    ],
)
def test_nothing_is_written_while_a_line_is_wrong(load, page, line, why):
    with pytest.raises(CommandError, match="1 of 2 lines"):
        load(f"/b/,/layihe/\n{line}\n")
    assert why in load.said[1]
    assert load.said[1].startswith("2: ")
    assert not Redirect.objects.exists()
    load(f"/b/,/layihe/\n{line}\n", "--skip-wrong")
    assert Redirect.objects.get().old_path == "/b"


def test_a_dry_run_says_the_same_and_writes_nothing(load, page):
    said = load("/a/,/layihe/\n/b/,/yoxdur/\n", "--dry-run")
    assert said[0] == "1: /a/ → /layihe/: new"
    assert said[-1] == "1 would be written (1 new, 0 changed, 0 same), 1 wrong."
    assert not Redirect.objects.exists()


def test_the_same_file_again_changes_nothing_and_another_target_what_it_says(load, page, home):
    other = make_page(StandardPage, home, title="Başqa")
    load("/a/,/layihe/\n")
    assert load("/a/,/layihe/\n")[0].endswith("same")
    assert load("/a/,/basqa/\n")[0].endswith("changed")
    assert Redirect.objects.get().redirect_page_id == other.pk


def test_a_file_that_is_no_text_is_refused(load, page):
    with pytest.raises(CommandError, match="UTF-8"):
        load("/ə/,/layihe/", encoding="utf-16")
