"""Somebody asks what is held about them, or wants it gone: all of it is found, wherever it stands."""

import csv
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import translation
from wagtail.models import Comment, Page, PageLogEntry
from wagtail.users.models import UserProfile

from core import audit
from core.audit import chain
from core.models import AuditEntry, SiteImage
from core.privacy import erasing
from core.privacy.subject import Subject
from core.privacy.words import Words
from home.models import StandardPage, Submission
from tests.contact_form import contact_form
from tests.factories import make_page, translate
from tests.worlds import files, made_once

pytestmark = pytest.mark.django_db
ADDRESS = "Aynur.Q@example.org"
OTHER = "kaynur.q@example.org"  # somebody else's


@pytest.fixture(autouse=True)
def backups_apart(settings, tmp_path):
    settings.BACKUP_URL = str(tmp_path)  # each erasure is written down there


@made_once
def form(home):
    return make_page(contact_form(to_address=f"office@example.org, {ADDRESS}"), home)


@made_once
def aynur(home):
    return get_user_model().objects.create_user(
        "aynur", ADDRESS, "a long enough one", first_name="Aynur", last_name="Q"
    )


@made_once
def english_home(home):
    return translate(home, "en", lambda text: f"EN {text}")


def body(*texts):
    return json.dumps(
        [{"type": "text", "value": f"<p>{one}</p>", "id": f"t{index}"} for index, one in enumerate(texts)]
    )


@made_once
def everywhere(form, aynur, home, english_home):
    """Her address in all places where one ends up, and the address of somebody else beside it."""
    for address in (ADDRESS, OTHER, ADDRESS.upper()):
        data = {"e_poct": address, "metn": f"Salam\n{address}"}
        Submission.objects.create(form_key=form.translation_key, language="az", form_data=data)
    page = make_page(
        StandardPage(
            title="Yazın",
            summary=f"Ünvan: {ADDRESS}.",
            body=body(f'<a href="mailto:{ADDRESS}">{ADDRESS}</a> və {OTHER}', f"Ə\n{ADDRESS.lower()}"),
        ),
        home,
    )
    english = translate(page, "en", lambda text: f"EN {text}")
    draft = Page.objects.get(pk=page.pk).specific
    draft.title = f"Qaralama {ADDRESS}"
    draft.save_revision(user=aynur)
    gone = make_page(StandardPage(title="Silinən", summary=ADDRESS), home)
    gone.delete()
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=aynur, data={"said": f"to {ADDRESS}"}, title=ADDRESS)
    Comment.objects.create(page=page, user=aynur, text=f"Write to {ADDRESS}", contentpath="title")
    audit.record(audit.Action.PUBLISHED, by=aynur, about=page, label=f"Mail {ADDRESS}")
    profile = UserProfile.objects.get_or_create(user=aynur)[0]
    profile.avatar = default_storage.save("avatar_images/aynur.png", io.BytesIO(b"x"))
    profile.save()
    return {"page": page, "english": english}


def dump():
    """Every column of every table, as text, whatever models there are."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield (
                        table,
                        bytes(value).decode("utf-8", "replace")
                        if isinstance(value, bytes | memoryview)
                        else str(value),
                    )


def tables_with(words):
    return {
        table for table, text in dump() if words.stand_in(text) or words.text.lower() in text.lower().replace(OTHER, "")
    }


def test_a_word_is_found_however_a_column_writes_it():
    words = Words("ali@x.org")
    for text in (
        "ali@x.org",
        "Ali@X.org.",
        "<ali@x.org>",
        json.dumps({"a": "b\nali@x.org"}),
        json.dumps(json.dumps({"a": "ə\nali@x.org"})),
        "next=mailto%3Aali%40x.org",
    ):
        assert words.stand_in(text), text
    for text in ("vali@x.org", "a.ali@x.org", "ali@x.org.az", "ali@x.organ", "ali-x.org"):
        assert not words.stand_in(text), text
    assert Words("Günel Səfərova").stand_in(json.dumps(["Günel Səfərova"]))


def test_what_is_taken_out_leaves_the_rest():
    words = Words("ali@x.org")
    assert words.taken_out("ali@x.org") == ""
    assert words.taken_out("a@x.org, ali@x.org,b@x.org") == "a@x.org, b@x.org"
    assert words.taken_out("Write to ali@x.org, please") == "Write to …, please"
    assert words.taken_out('<p><a href="mailto:ali@x.org">here</a></p>') == "<p>here</p>"


# Erasing


def test_nothing_of_the_address_is_left_in_any_table_or_file(
    everywhere, aynur, admin_user, django_capture_on_commit_callbacks
):
    words = Words(ADDRESS)
    before = tables_with(words)
    assert {"home_submission", "auth_user", "home_standardpage", "wagtailcore_revision", "core_deleted"} <= before
    assert {"wagtailcore_pagelogentry", "wagtailcore_comment", "wagtail_localize_string", "core_searchentry"} <= before
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(Subject.named(ADDRESS.lower()), admin_user)
    assert tables_with(words) == set()
    assert not [name for name, content in files() if ADDRESS.lower().encode() in content.lower() or "aynur" in name]
    assert [row.form_data["e_poct"] for row in Submission.objects.all()] == [OTHER]


def test_what_was_published_stays_and_stays_findable(everywhere, form, aynur, admin_user, client):
    erasing.erase(Subject.named(ADDRESS), admin_user)
    page = StandardPage.objects.get(pk=everywhere["page"].pk)
    assert page.summary == "Ünvan: …."
    assert OTHER in str(page.body) and "mailto" not in str(page.body)
    assert client.get(page.url).status_code == 200
    page.save_revision().publish()  # what an editor does next
    form.refresh_from_db()
    assert form.to_address == "office@example.org"
    aynur.refresh_from_db()
    assert (aynur.username, aynur.email, aynur.first_name, aynur.last_name) == (f"former-{aynur.pk}", "", "", "")
    with translation.override("en"):
        assert aynur.get_full_name() == f"former member of staff {aynur.pk}"
    assert not aynur.is_active and not aynur.has_usable_password()
    assert Comment.objects.get().text == "Write to …"
    assert page.get_latest_revision() is not None
    assert list(chain.faults()) == []


def test_it_is_one_transaction(everywhere, admin_user, monkeypatch):
    monkeypatch.setattr(erasing, "bring_up_to_date", lambda model, pk: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        erasing.erase(Subject.named(ADDRESS), admin_user)
    assert Submission.objects.count() == 3


def test_erasing_twice_finds_nothing_more(everywhere, admin_user):
    erasing.erase(Subject.named(ADDRESS), admin_user)
    assert erasing.erase(Subject.named(ADDRESS), admin_user) == 0


def test_two_texts_that_become_alike_stay_two(home, english_home, admin_user):
    for address in ("a@example.org", "b@example.org"):
        translate(make_page(StandardPage(title="x", summary=f"Yazın: {address}"), home), "en", lambda text: text + "!")
    for address in ("a@example.org", "b@example.org"):
        erasing.erase(Subject.named(address), admin_user)
        assert tables_with(Words(address)) == set()


# In the admin


def post(client, **data):
    return client.post(reverse("core_personal_data:index"), data)


def test_first_it_is_shown_and_nothing_is_done(everywhere, admin_client, speaks_english):
    html = post(admin_client, who=ADDRESS, look="").content.decode()
    assert "Yazın" in html and "made anonymous" in html and "372 days" in html and "former member of staff" in html
    assert Submission.objects.count() == 3


def test_erasing_wants_the_address_typed_once_more(everywhere, admin_client, speaks_english):
    response = post(admin_client, who=ADDRESS, typed="somebody@example.org", erase="")
    assert "Nothing was erased" in response.content.decode()
    assert Submission.objects.count() == 3
    assert post(admin_client, who=ADDRESS, typed=f" {ADDRESS.lower()}", erase="").status_code == 302
    assert Submission.objects.count() == 1
    last = AuditEntry.objects.order_by("-number").first()
    assert last.action == "person.erased" and "example.org" not in str(vars(last))


def test_nobody_erases_their_own_account(admin_client, admin_user, speaks_english):
    response = post(admin_client, who=admin_user.username, typed=admin_user.username, erase="")
    assert "your own account" in response.content.decode()
    admin_user.refresh_from_db()
    assert admin_user.is_active


def test_a_name_is_looked_for_and_never_erased(admin_client, speaks_english):
    SiteImage.objects.bulk_create(
        [SiteImage(title="x", file="x.png", width=1, height=1, names_withheld="Günel Səfərova")]
    )
    html = post(admin_client, who="Günel Səfərova", look="").content.decode()
    assert "core.SiteImage: 1" in html
    post(admin_client, who="Günel Səfərova", typed="Günel Səfərova", erase="")
    assert SiteImage.objects.get().names_withheld == "Günel Səfərova"


# Taking along


def opened(response):
    assert response.status_code == 200 and response["Content-Type"] == "application/zip"
    content = response.getvalue() if response.streaming else response.content
    return zipfile.ZipFile(io.BytesIO(content))


def test_everything_is_in_the_file_but_what_opens_a_door(everywhere, aynur, admin_client):
    file = opened(post(admin_client, who=ADDRESS, export=""))
    data = json.loads(file.read("data.json"))
    assert {"home.Submission", "home.StandardPage", "wagtailcore.Revision", "wagtailcore.Comment"} <= set(data["texts"])
    assert len(data["texts"]["home.Submission"]) == 2
    assert {"wagtailcore.PageLogEntry", "wagtailcore.Revision", "core.AuditEntry"} <= set(data["activity"])
    (account,) = data["account"]["auth.User"]
    assert account["email"] == ADDRESS and account["password"] is None
    assert aynur.password not in str(data)
    rows = list(csv.DictReader(io.StringIO(file.read("texts/home.Submission.csv").decode("utf-8-sig"))))
    assert len(rows) == 2 and ADDRESS.lower() in rows[0]["form_data"].lower()
    assert AuditEntry.objects.order_by("-number").first().action == "person.exported"


def test_who_works_here_takes_their_own_along_and_nothing_that_is_only_found_by_an_address(client, everywhere, aynur):
    from django.contrib.auth.models import Group

    from home.roles import EDITORS

    aynur.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(aynur)
    address = reverse("core_personal_data:own")
    assert address in client.get(reverse("wagtailadmin_account")).content.decode()
    data = json.loads(opened(client.get(address)).read("data.json"))
    assert data["texts"] == {} and data["account"]["auth.User"][0]["username"] == "aynur"
    assert "home.Submission" not in str(data)


def test_every_table_is_searched_but_those_that_hold_nobody(everywhere):
    from core.privacy import finding

    left = {model._meta.label for model in apps.get_models() if model._meta.managed} - {
        model._meta.label for model in finding.tables()
    }
    assert {name.partition(".")[0] for name in left} <= {"sessions", "wagtailsearch", "core"}
    assert {name for name in left if name.startswith("core.")} == {"core.AuditEntry", "core.AuditHead"}
