"""What people sent: one list for all languages, told by mail, seen by few, deleted in time."""

import csv
import datetime
import io

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page
from wagtail_localize.models import Translation

from home import form_builder
from home.models import FormPage, Submission
from home.roles import CHIEF_EDITORS, EDITORS, translators_group
from tests.contact_form import (
    ANSWERS,
    contact_form,
    in_all_languages,
    option,
    publish_changes,
    send,
)
from tests.factories import make_page, user_in
from tests.worlds import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Readers take their time to fill in a form."""
    monkeypatch.setattr(form_builder, "QUICKEST", 0)


@made_once
def form(home):
    return make_page(contact_form(), home)


@made_once
def forms(form):
    return in_all_languages(form)


# The list of submissions


@pytest.fixture
def answered(forms, client):
    for code, page in forms.items():
        answers = {**ANSWERS, "adiniz": f"=Aynur {code}", "metn": "+994 12", "kimsiniz": option(page, "kimsiniz", 0)}
        assert send(client, page, **answers).status_code == 302
    return forms


def logged_in(group):
    client = Client()
    client.force_login(user_in(group))
    return client


def list_address(page):
    return reverse("wagtailforms:list_submissions", args=[page.pk])


def denied(response):
    return response.status_code == 302 and response.headers["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("group", [EDITORS, CHIEF_EDITORS])
def test_who_writes_the_source_sees_one_form_and_its_list(answered, group):
    client = logged_in(group)
    assert [page.pk for page in client.get(reverse("wagtailforms:index")).context["form_pages"]] == [answered["az"].pk]
    response = client.get(list_address(answered["az"]), {"order_by": "submit_time"})
    headings = [heading["label"] for heading in response.context["data_headings"]]
    assert headings[2:] == ["Adınız", "E-poçt", "Kimsiniz?", "Mövzular", "Mətn"]
    rows = [row["fields"][1:3] for row in response.context["data_rows"]]
    assert rows == [["Azərbaycanca", "=Aynur az"], ["English", "=Aynur en"], ["Türkçe", "=Aynur tr"]]
    only = client.get(list_address(answered["az"]), {"language": "tr"})
    assert [row["fields"][1] for row in only.context["data_rows"]] == ["Türkçe"]


@pytest.mark.parametrize(("group", "language", "shown"), [(EDITORS, "az", True), (CHIEF_EDITORS, "en", False)])
def test_the_way_to_the_list_stands_on_the_source_page(answered, group, language, shown):
    Translation.objects.update(enabled=False)  # the ordinary editor, for translations too
    html = logged_in(group).get(reverse("wagtailadmin_pages:edit", args=[answered[language].pk])).content.decode()
    assert (list_address(answered[language]) in html) is shown


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_translator_sees_nothing_of_what_people_sent(answered, language):
    client = logged_in(translators_group(language))
    assert not client.get(reverse("wagtailforms:index")).context["form_pages"]
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailforms:index") not in dashboard
    for page in answered.values():
        for export in ("", "?export=csv", "?export=xlsx"):
            assert denied(client.get(list_address(page) + export))
        results = reverse("wagtailforms:list_submissions_results", args=[page.pk])
        assert client.get(results).status_code in {302, 403}
        chosen = "?selected-submissions=" + str(Submission.objects.first().pk)
        address = reverse("wagtailforms:delete_submissions", args=[page.pk])
        assert denied(client.post(address + chosen))
    assert Submission.objects.count() == 3
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[answered[language].pk])).content.decode()
    assert "aynur@example.org" not in editor
    assert list_address(answered[language]) not in editor


def test_the_list_is_exported_without_anything_a_spreadsheet_would_calculate(answered):
    client = logged_in(EDITORS)
    exported = client.get(list_address(answered["az"]), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(exported.streaming_content).decode())))
    assert rows[0][2:5] == ["Adınız", "E-poçt", "Kimsiniz?"]
    assert [(row[1], row[2], row[4], row[6]) for row in rows[1:]] == [
        ("Azərbaycanca", "'=Aynur az", "Valideyn", "+994 12"),
        ("English", "'=Aynur en", "Valideyn", "+994 12"),
        ("Türkçe", "'=Aynur tr", "Valideyn", "+994 12"),
    ]
    exported = client.get(list_address(answered["az"]), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(exported.streaming_content))).active
    assert [(row[1].value, row[2].value, row[2].data_type) for row in sheet.iter_rows(min_row=2)] == [
        ("Azərbaycanca", "=Aynur az", "s"),
        ("English", "=Aynur en", "s"),
        ("Türkçe", "=Aynur tr", "s"),
    ]


@pytest.mark.parametrize(("group", "may"), [(EDITORS, False), (CHIEF_EDITORS, True)])
def test_submissions_are_deleted_by_those_who_publish(answered, group, may):
    client = logged_in(group)
    offered = b"selected-submissions" in client.get(list_address(answered["az"])).content
    address = reverse("wagtailforms:delete_submissions", args=[answered["az"].pk])
    response = client.post(f"{address}?selected-submissions={Submission.objects.first().pk}")
    assert (offered, denied(response), Submission.objects.count()) == (may, not may, 2 if may else 3)


def test_a_script_in_an_answer_is_text(answered, client):
    send(client, answered["az"], **{**ANSWERS, "adiniz": "<script>alert(1)</script>"})
    assert b"<script>alert" not in logged_in(EDITORS).get(list_address(answered["az"])).content


# Mail


def test_the_office_is_told_in_its_own_words_and_answers_the_sender(forms, client):
    form = forms["az"]
    form.to_address, form.subject = "office@example.org, chief@example.org", "Saytdan"
    publish_changes(form)
    page = FormPage.objects.get(pk=forms["tr"].pk)
    send(client, page, **ANSWERS, kimsiniz=option(page, "kimsiniz", 0), metn="Merhaba")
    (message,) = mail.outbox
    assert (message.to, message.reply_to) == (["office@example.org", "chief@example.org"], ["aynur@example.org"])
    assert message.subject == "Saytdan"
    for words in ("Türkçe", "Adınız: Aynur", "Kimsiniz?: Valideyn", "Merhaba", f"/forms/submissions/{form.pk}/"):
        assert words in message.body
    assert "tr Adınız" not in message.body


def test_a_mail_that_fails_loses_nothing(home, client, settings):
    form = make_page(contact_form(to_address="office@example.org"), home)
    settings.EMAIL_BACKEND = "no.such.backend"
    assert send(client, form, **ANSWERS).status_code == 302
    assert Submission.objects.count() == 1


def test_a_queue_that_fails_loses_nothing(home, client, monkeypatch):
    form = make_page(contact_form(to_address="office@example.org"), home)
    monkeypatch.setattr("home.tasks.send_submission", None)
    assert send(client, form, **ANSWERS).status_code == 302
    assert Submission.objects.count() == 1


def test_nothing_of_a_title_gets_into_the_head_of_a_mail(home, client):
    form = make_page(contact_form(to_address="office@example.org", subject="Bir\nBcc: all@example.org"), home)
    send(client, form, **ANSWERS)
    assert mail.outbox[0].subject == "Bir Bcc: all@example.org"
    assert mail.outbox[0].recipients() == ["office@example.org"]


# Personal data does not lie for ever


def aged(form, days, **fields):
    one = Submission.objects.create(form_key=form.translation_key, language="az", form_data={}, **fields)
    Submission.objects.filter(pk=one.pk).update(submit_time=timezone.now() - datetime.timedelta(days=days))
    return one


def test_submissions_are_deleted_when_their_form_says_so(home):
    form = make_page(contact_form(keep_days=30), home)
    kept = aged(form, 29)
    aged(form, 31)
    call_command("prune_submissions", verbosity=0)
    assert list(Submission.objects.all()) == [kept]


def test_or_when_whoever_runs_it_says_so(form):
    kept = aged(form, 2)
    aged(form, 8)
    call_command("prune_submissions", days=7, verbosity=0)
    assert list(Submission.objects.all()) == [kept]


def test_a_deleted_form_takes_its_submissions_with_it_after_a_while(form, home):
    aged(form, 100)
    Page.objects.get(pk=form.pk).delete()
    call_command("prune_submissions")
    assert Submission.objects.count() == 1
    Submission.objects.update(form_gone_since=timezone.now() - datetime.timedelta(days=31))
    call_command("prune_submissions")
    assert not Submission.objects.exists()


def test_a_form_that_is_brought_back_finds_its_submissions(form, home):
    aged(form, 100)
    Page.objects.get(pk=form.pk).delete()
    call_command("prune_submissions")
    back = contact_form(translation_key=form.translation_key)
    back = make_page(back, home)
    Submission.objects.update(form_gone_since=timezone.now() - datetime.timedelta(days=31))
    call_command("prune_submissions")
    assert back.get_submissions().count() == 1
    Page.objects.get(pk=back.pk).delete()
    call_command("prune_submissions")
    assert Submission.objects.count() == 1


def test_what_people_wrote_does_not_stand_in_logs():
    assert "Aynur" not in str(Submission(form_data=ANSWERS))
