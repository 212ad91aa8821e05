"""A form is asked in every language, under the same keys; unfinished, it is not published."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import TranslationSource

from core.localize.completeness import IncompleteTranslation
from core.validation import PublicationRefused
from home.models import FormPage
from home.models.form_fields import FieldType
from tests.contact_form import contact_form, in_all_languages, publish_changes, question
from tests.factories import make_page, publish, translate
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def form(home):
    return make_page(contact_form(), home)


@made_once
def english_home(home):
    return translate(home, "en", lambda text: f"EN {text}")


@made_once
def forms(form):
    return in_all_languages(form)


# What is asked


def test_every_text_of_a_form_is_translated_and_no_fact(form, english_home):
    texts = set()
    target = translate(form, "en", lambda text: texts.add(text) or f"EN {text}")
    assert texts == {
        *["Əlaqə", "Sağ olun", "Göndər", "Adınız", "Necə müraciət edək?", "E-poçt", "Kimsiniz?", "Valideyn"],
        *["Müəllim", "Mövzular", "Sual", "Təklif", "Mətn", "Salam!"],
    }
    assert (target.thank_you, target.button) == ("EN Sağ olun", "EN Göndər")
    rows = list(target.form_fields.all())
    assert [row.label for row in rows] == ["EN Adınız", "EN E-poçt", "EN Kimsiniz?", "EN Mövzular", "EN Mətn"]
    assert [one.value for one in rows[2].choices] == ["EN Valideyn", "EN Müəllim"]
    assert (rows[0].help_text, rows[4].default_value) == ("EN Necə müraciət edək?", "EN Salam!")


@pytest.mark.parametrize("left_out", ["Adınız", "Necə müraciət edək?", "Müəllim", "Sağ olun", "Göndər", "Salam!"])
def test_a_form_with_one_text_untranslated_does_not_go_live(form, english_home, left_out):
    with pytest.raises(IncompleteTranslation) as refusal:
        translate(form, "en", lambda text: None if text == left_out else f"EN {text}")
    assert refusal.value.missing == [left_out]


def test_facts_of_a_form_follow_the_source(form, english_home):
    target = translate(form, "en", lambda text: f"EN {text}")
    row = form.form_fields.get(clean_name="metn")
    row.field_type, row.required = FieldType.SINGLELINE, True
    form.form_fields = [*[one for one in form.form_fields.all() if one.pk != row.pk], row]
    form.to_address, form.from_address, form.subject = "office@example.org", "site@example.org", "Yeni müraciət"
    form.keep_days, form.show_contacts = 30, False
    publish_changes(form)
    target = FormPage.objects.get(pk=target.pk)
    row = target.form_fields.get(clean_name="metn")
    assert (row.field_type, row.required, row.label) == (FieldType.SINGLELINE, True, "EN Mətn")
    facts = (target.to_address, target.from_address, target.subject, target.keep_days, target.show_contacts)
    assert facts == ("office@example.org", "site@example.org", "Yeni müraciət", 30, False)


def test_translators_are_not_shown_facts(form, english_home):
    translate(form, "en", lambda text: f"EN {text}")
    source = TranslationSource.objects.get_for_instance(form)
    paths = source.overridablesegment_set.values_list("context__path", flat=True)
    facts = ("to_address", "from_address", "subject", "clean_name", "field_type", "keep_days")
    assert not [path for path in paths if path.endswith(facts)]


def test_keys_follow_the_rule_for_slugs_and_are_the_same_in_every_language(forms):
    keys = {code: list(page.form_fields.values_list("clean_name", flat=True)) for code, page in forms.items()}
    assert keys["az"] == keys["en"] == keys["tr"] == ["adiniz", "e_poct", "kimsiniz", "movzular", "metn"]


def test_a_key_stays_when_its_question_is_worded_anew(form):
    row = form.form_fields.first()
    row.label = "Ad və soyad"
    form.form_fields = [row, *list(form.form_fields.all())[1:]]
    form = publish_changes(form)
    assert (form.form_fields.first().label, form.form_fields.first().clean_name) == ("Ad və soyad", "adiniz")


def test_a_key_is_given_with_the_first_draft(form):
    form.form_fields = [*form.form_fields.all(), question("Yaşınız", FieldType.NUMBER, sort_order=5)]
    form.save_revision()
    draft = form.get_latest_revision_as_object()
    draft.form_fields.all()[5].label = "Neçə yaşınız var?"
    form = publish_changes(draft)
    assert form.form_fields.get(label="Neçə yaşınız var?").clean_name == "yasiniz"


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (["Ad", "Ad"], ["ad", "ad_2"]),
        (["Language", "Website", "Opened"], ["language_2", "website_2", "opened_2"]),
        (["?", "…"], ["question", "question_2"]),
    ],
)
def test_no_two_questions_have_one_key_and_none_that_we_need(home, labels, keys):
    page = FormPage(title="Forma")
    page.form_fields = [question(label, FieldType.SINGLELINE) for label in labels]
    page = make_page(page, home)
    assert [row.clean_name for row in page.form_fields.all()] == keys


# Writing a form


def add(client, parent, rows, **fields):
    address = reverse("wagtailadmin_pages:add", args=["home", "formpage", parent.pk])
    texts = dict.fromkeys(["summary", "lead_image", "lead_image_alt", "button", "thank_you", "to_address"], "")
    form = {"title": "Əlaqə", "slug": "elaqe", **texts, "from_address": "", "subject": "", "keep_days": "365"}
    rows = [
        {"help_text": "", "default_value": "", **row, "choices": streamfield(row.get("choices", []))} for row in rows
    ]
    inlines = {"form_fields": inline_formset(rows), "comments": inline_formset([])}
    return client.post(address, nested_form_data({**form, "body": streamfield([]), **inlines, **fields}))


def test_a_new_form_begins_with_what_every_contact_form_asks(home, admin_client):
    address = reverse("wagtailadmin_pages:add", args=["home", "formpage", home.pk])
    formset = admin_client.get(address).context["form"].formsets["form_fields"]
    assert [form.instance.field_type for form in formset.forms] == ["name", "email", "multiline"]
    rows = [{"label": "Ad", "field_type": "name"}, {"label": "Mesaj", "field_type": "multiline"}]
    assert add(admin_client, home, rows, **{"action-publish": "1"}).status_code == 302
    page = FormPage.objects.get()
    assert page.live
    assert [row.clean_name for row in page.form_fields.all()] == ["ad", "mesaj"]


@pytest.mark.parametrize("rows", [[], [{"label": "Kimsiniz?", "field_type": "radio"}]], ids=["nothing", "no choices"])
def test_an_unfinished_form_is_kept_as_a_draft_and_not_published(home, admin_client, rows):
    response = add(admin_client, home, rows, **{"action-publish": "1"})
    assert response.status_code == 200
    assert not FormPage.objects.exists()
    assert add(admin_client, home, rows).status_code == 302
    page = FormPage.objects.get()
    with pytest.raises(PublicationRefused):
        publish(page)
    assert not FormPage.objects.get().live


@pytest.mark.parametrize("mode", ["form", "landing"])
def test_a_form_can_be_previewed_before_it_is_saved(home, mode):
    page = FormPage(title="Əlaqə", thank_you="Sağ olun", locale=home.locale)
    page.form_fields = [question("Ad", FieldType.NAME), question("Ad", FieldType.NAME)]
    page.set_url_path(home)
    html = page.make_preview_request(preview_mode=mode).content.decode()
    assert ("Sağ olun" in html) == (mode == "landing")
    assert ('name="ad_2"' in html) == (mode == "form")
