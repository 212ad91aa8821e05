"""A form to test with, and the reader who fills it in."""

import uuid

from bs4 import BeautifulSoup

from home import form_builder
from home.models import FormField, FormPage
from home.models.form_fields import FieldType
from tests.factories import make_page, publish, translate

ANSWERS = {"adiniz": "Aynur", "e_poct": "aynur@example.org"}


def choice(text):
    return {"type": "choice", "id": str(uuid.uuid4()), "value": text}


def question(label, field_type, *choices, **fields):
    return FormField(label=label, field_type=field_type, choices=[choice(one) for one in choices], **fields)


def contact_form(**fields):
    page = FormPage(title="Əlaqə", thank_you="Sağ olun", button="Göndər", **fields)
    page.form_fields = [
        question("Adınız", FieldType.NAME, help_text="Necə müraciət edək?"),
        question("E-poçt", FieldType.EMAIL),
        question("Kimsiniz?", FieldType.RADIO, "Valideyn", "Müəllim", required=False),
        question("Mövzular", FieldType.CHECKBOXES, "Sual", "Təklif", required=False),
        question("Mətn", FieldType.MULTILINE, default_value="Salam!", required=False),
    ]
    for number, row in enumerate(page.form_fields.all()):
        row.sort_order = number  # as the editor's form does; rows without one have no order on PostgreSQL
    return page


def in_all_languages(page):
    """``{language: page}``, live in all."""
    pages = {"az": page}
    for code in ("en", "tr"):
        translate(page.get_parent().specific, code, lambda text, code=code: f"{code} {text}")
        pages[code] = translate(page, code, lambda text, code=code: f"{code} {text}")
    return pages


def one_question(home, field_type, *choices, **fields):
    page = FormPage(title="Forma")
    page.form_fields = [question("Sual", field_type, *choices, **fields)]
    return make_page(page, home)


def publish_changes(page):
    page.save_revision()
    return publish(page)


def opened(client, page):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    return soup.find("input", attrs={"name": form_builder.TOKEN})["value"]


def send(client, page, **answers):
    return client.post(page.url, {form_builder.TOKEN: opened(client, page), **answers})


def option(page, key, index):
    return page.form_fields.get(clean_name=key).choices[index].id
