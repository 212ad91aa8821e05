"""A reader answers a form: what is kept, what is refused and how that is said, which machines are stopped."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.limits import Limit
from home import form_builder
from home.models import Submission
from home.models import forms as forms_model
from home.models.form_fields import FieldType
from tests.contact_form import (
    ANSWERS,
    choice,
    contact_form,
    in_all_languages,
    one_question,
    opened,
    option,
    publish_changes,
    send,
)
from tests.factories import make_page
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = ["az", "en", "tr"]


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


# Answering


def test_answers_in_three_languages_are_in_one_list_with_their_language(forms, client):
    for code, page in forms.items():
        answers = {**ANSWERS, "metn": f"Mətn {code}"}
        chosen = {"kimsiniz": option(page, "kimsiniz", 1), "movzular": [option(page, "movzular", n) for n in (0, 1)]}
        assert send(client, page, **answers, **chosen).headers["Location"] == f"{page.url}?sent"
    found = Submission.objects.order_by("pk")
    assert [one.language for one in found] == LANGUAGES
    assert set(forms["az"].get_submissions()) == set(found)
    for one in found:
        assert (one.form_data["kimsiniz"], one.form_data["movzular"]) == ("Müəllim", ["Sual", "Təklif"])


def test_an_answer_keeps_the_words_it_was_given_to(form, client):
    send(client, form, **ANSWERS, kimsiniz=option(form, "kimsiniz", 0))
    form.form_fields = [row for row in form.form_fields.all() if row.clean_name != "kimsiniz"]
    form = publish_changes(form)
    assert ("kimsiniz", "kimsiniz") in form.get_data_fields()
    assert Submission.objects.get().form_data["kimsiniz"] == "Valideyn"


def test_whoever_has_sent_it_is_thanked_and_reloading_sends_nothing_twice(forms, client):
    response = client.post(forms["en"].url, {"opened": opened(client, forms["en"]), **ANSWERS}, follow=True)
    assert response.redirect_chain == [("/en/en-elaqe/?sent", 302)]
    assert "en Sağ olun" in response.content.decode()
    assert '<form class="form"' not in response.content.decode()
    client.get("/en/en-elaqe/?sent")
    assert Submission.objects.count() == 1


def test_what_is_wrong_is_said_at_the_top_and_at_the_field_and_nothing_is_lost(form, client):
    response = send(
        client, form, adiniz="Aynur", e_poct="ünvan", metn="Uzun mətn", kimsiniz=option(form, "kimsiniz", 1)
    )
    soup = BeautifulSoup(response.content, "html.parser")
    field = soup.find("input", id="id_e_poct")
    assert soup.find(role="alert").find("a")["href"] == "#id_e_poct"
    assert field["aria-invalid"] == "true"
    assert soup.find(id=field["aria-describedby"].split()[-1]).get_text(strip=True)
    assert field["value"] == "ünvan"
    assert soup.find("textarea").get_text().strip() == "Uzun mətn"
    assert soup.find("input", attrs={"name": "kimsiniz", "checked": True})["value"] == option(form, "kimsiniz", 1)
    assert soup.title.get_text(strip=True) != BeautifulSoup(client.get(form.url).content, "html.parser").title.string
    assert not Submission.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_and_its_hint(forms, client, language):
    soup = BeautifulSoup(client.get(forms[language].url).content, "html.parser").find("form", class_="form")
    for field in soup.find_all(["input", "textarea", "select"]):
        assert field.get("type") == "hidden" or soup.find("label", attrs={"for": field["id"]}), field
    name = soup.find("input", attrs={"name": "adiniz"})
    assert soup.find(id=name["aria-describedby"]).get_text().endswith("Necə müraciət edək?")
    assert (name["autocomplete"], name.has_attr("required"), name.has_attr("maxlength")) == ("name", True, False)
    assert len(soup.find_all("fieldset")) == len(soup.find_all("legend")) == 2


VALID = [
    (FieldType.SINGLELINE, "Bir", "Bir"),
    (FieldType.MULTILINE, "Bir\r\niki", "Bir\r\niki"),
    (FieldType.TEL, "+994 (12) 555-00-00", "+994 (12) 555-00-00"),
    (FieldType.NUMBER, "12,5", "12.5"),
    (FieldType.DATE, "2026-11-22", "2026-11-22"),
    (FieldType.DATE, "22.11.2026", "2026-11-22"),
    (FieldType.CHECKBOX, "on", True),
    (FieldType.CONSENT, "on", True),
]
INVALID = [
    (FieldType.NAME, "a" * 121),
    (FieldType.SINGLELINE, "a" * 256),
    (FieldType.SINGLELINE, "\x00"),
    (FieldType.MULTILINE, "a" * 5001),
    (FieldType.EMAIL, "a@example.org\nBcc: b@example.org"),
    (FieldType.EMAIL, f"{'a' * 250}@example.org"),
    (FieldType.TEL, "zəng edin"),
    (FieldType.TEL, "٠١٢٣٤٥٦"),
    (FieldType.NUMBER, "NaN"),
    (FieldType.NUMBER, "1e999999"),
    (FieldType.DATE, "dünən"),
    (FieldType.RADIO, "Bir"),
    (FieldType.DROPDOWN, "\x00"),
    (FieldType.CHECKBOXES, "Bir"),
    (FieldType.CONSENT, ""),
]


@pytest.mark.parametrize(("field_type", "typed", "kept"), VALID)
def test_each_kind_of_answer_is_kept(home, client, field_type, typed, kept):
    assert send(client, one_question(home, field_type), sual=typed).status_code == 302
    assert Submission.objects.get().form_data == {"sual": kept}


@pytest.mark.parametrize(("field_type", "typed"), INVALID)
def test_what_is_not_an_answer_is_refused(home, client, field_type, typed):
    page = one_question(home, field_type, "Bir", "İki", required=False)
    response = send(client, page, sual=typed)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["sual"])
    assert not Submission.objects.exists()


def test_a_consent_is_always_needed(home, client):
    assert send(client, one_question(home, FieldType.CONSENT, required=False)).status_code == 200


def test_a_choice_that_has_no_words_yet_in_a_language_is_not_asked_there(forms, client):
    page = forms["az"]
    row = page.form_fields.get(clean_name="metn")
    row.field_type, row.required, row.choices = FieldType.DROPDOWN, True, [choice("Bir")]
    page.form_fields = [*[one for one in page.form_fields.all() if one.pk != row.pk], row]
    publish_changes(page)
    assert send(client, forms["en"], **ANSWERS).status_code == 302
    assert send(client, page, **ANSWERS).status_code == 200


# Machines


def test_a_machine_that_fills_in_what_nobody_sees_is_refused(form, client):
    response = send(client, form, **ANSWERS, website="https://example.org/")
    assert response.context["form"].non_field_errors()
    assert b"https://example.org/" not in response.content
    assert not Submission.objects.exists()


def test_a_machine_that_is_quick_is_refused_and_a_person_may_send_again(form, client, monkeypatch):
    monkeypatch.setattr(form_builder, "QUICKEST", 3)
    response = send(client, form, **ANSWERS)
    assert response.context["form"].non_field_errors()
    token = response.context["form"].token
    now = form_builder.time.time()
    monkeypatch.setattr(form_builder.time, "time", lambda: now + form_builder.QUICKEST + 1)
    assert client.post(form.url, {**ANSWERS, "opened": token}).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "ə", "MTIz:1abcde:xyz", None])
def test_a_form_nobody_opened_is_refused(form, client, token):
    answers = {**ANSWERS, **({} if token is None else {"opened": token})}
    assert client.post(form.url, answers).context["form"].non_field_errors()
    assert not Submission.objects.exists()


def test_a_form_is_not_open_for_ever_nor_for_another(form, home, client, monkeypatch):
    token = opened(client, form)
    other = one_question(home, FieldType.SINGLELINE)
    assert client.post(other.url, {"sual": "Bir", "opened": token}).status_code == 200
    now = form_builder.time.time()
    monkeypatch.setattr(form_builder.time, "time", lambda: now + form_builder.LONGEST + 60)
    assert client.post(form.url, {**ANSWERS, "opened": token}).status_code == 200
    assert not Submission.objects.exists()


def test_an_address_from_which_very_many_come_has_to_wait_and_loses_nothing(form, client, monkeypatch):
    monkeypatch.setattr(forms_model, "SEND_FROM", Limit("test", most=1, minutes=10))
    assert send(client, form, **ANSWERS).status_code == 302
    response = send(client, form, **ANSWERS)
    assert (response.status_code, Submission.objects.count()) == (429, 1)
    assert 'value="Aynur"' in response.content.decode()
    client.defaults["REMOTE_ADDR"] = "192.0.2.1"
    assert send(client, form, **ANSWERS).status_code == 302


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_are_not_allowed(form, client, method):
    assert getattr(client, method)(form.url).status_code == 405


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="adiniz"\r\n\r\n\xff\xfe'),
        ("multipart/form-data", b"--x"),
        ("application/json", b"{"),
        (
            "application/x-www-form-urlencoded",
            b"adiniz=%00&opened=%ff&kimsiniz=1&kimsiniz=2&movzular=" + b"a" * 3_000_000,
        ),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(10_001))),
        ("text/plain; charset=utf-7", b"adiniz=+AAA-"),
    ],
)
@pytest.mark.parametrize("checks", [True, False])
def test_hostile_bodies_are_no_error_of_ours(form, content_type, body, checks):
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    client.get(form.url)
    assert client.post(form.url, body, content_type=content_type).status_code < 500


# Cookies


def test_only_the_form_itself_sets_a_cookie(form, home, client):
    assert not client.get(home.url).cookies
    assert not client.get(f"{form.url}?sent").cookies
    response = client.get(form.url)
    assert list(response.cookies) == ["csrf"]
    assert "no-store" in response.headers["Cache-Control"]


def test_without_the_cookie_it_is_refused_with_a_way_out(form):
    client = Client(enforce_csrf_checks=True)
    response = client.post(form.url, ANSWERS)
    assert response.status_code == 403
    assert b"CSRF" not in response.content
    assert not Submission.objects.exists()
