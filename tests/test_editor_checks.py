"""What the editor's checks see, what publishing refuses, and that readers get none of it."""

import json
import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.blocks.choosers import ImageBlock
from core.blocks.text import RichTextBlock
from core.content_checks import FILE_NAME, bad_alts, bad_links, is_file_name, says_nothing
from core.wagtail_hooks.content_checks import EditorChecks
from home.models import StandardPage
from tests.factories import make_image, make_page, publish, translate, user_in
from tests.translating import Editor, in_english

pytestmark = pytest.mark.once

STANDARD = {"summary": "", "lead_image": "", "lead_image_alt": "", "body": streamfield([])}


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234.jpg",
        "şəkil.PNG",
        "round table.webp ",
        "round_table_final",
        "IMG 1234",
        "DSC00012",
        "PXL-20221129",
        "Foto 3",
        "Şəkil 12",
        "image (2)",
        "Screenshot 2022-11-29 at 10.11.12",
        "WhatsApp Image 2022-11-29 at 10.11.12",
        "Ekran görüntüsü 2022-11-29",
        "20221129 101112",
    ],
)
def test_the_name_of_a_file_is_seen(text):
    assert is_file_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "Yuxarıdan görünüş: dəyirmi masanın ətrafında oturmuş insanlar",
        "Principal of school No. 280",
        "Image of a school in 2022",
        "Foto: uşaqlar",
        "A sheet that says file_name.jpg is no description",
        "54 məktəbin xəritəsi",
    ],
)
def test_a_description_is_not_taken_for_a_file(text):
    assert not is_file_name(text)


def test_the_browser_has_the_same_rule_as_the_server():
    checks = {check["id"]: check for check in EditorChecks().get_axe_custom_checks(None)}
    assert checks["check-image-alt-text"]["options"] == {"pattern": FILE_NAME}
    assert not re.search(
        r"(?<!\\)\(\?(?!:)|\\[AZhpP]", FILE_NAME
    )  # what JavaScript reads in another way, or not at all


@pytest.mark.parametrize(
    "text",
    [
        "here",
        "Click here!",
        "READ  MORE…",
        "bura",
        "BURAYA",
        "“burada”",
        "Daha ətraflı",
        "KLİKLƏYİN",
        "tıklayın",
        "TIKLAYIN",
    ],
)
def test_a_link_that_says_nothing_is_seen_in_every_language(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["", None, "Guide for parents", "Burada keçirilən görüşlər", "More about school No. 60"]
)
def test_a_link_that_names_what_opens_is_left_alone(text):
    assert not says_nothing(text)


def picture(alt, *, decorative=False):
    image = make_image()
    image.contextual_alt_text, image.decorative = alt, decorative
    return image


def deferred(block):
    """As when a draft is saved."""
    block.is_deferred_validation = True
    return block


@pytest.mark.django_db
def test_a_picture_described_by_its_file_is_refused_at_its_field():
    with pytest.raises(ValidationError) as refused:
        ImageBlock().clean(picture("IMG_1234.jpg"))
    assert refused.value.block_errors["alt_text"].code == "file_name"


@pytest.mark.django_db
def test_a_described_picture_a_decorative_one_and_a_draft_are_not_refused():
    assert ImageBlock().clean(picture("Dəyirmi masa"))
    assert ImageBlock().clean(picture("IMG_1234.jpg", decorative=True))
    assert deferred(ImageBlock()).clean(picture("IMG_1234.jpg"))


def test_a_picture_within_a_text_is_refused_as_well():
    html = '<p>Mətn</p><embed alt="{}" embedtype="image" format="left" id="1"/>'
    assert RichTextBlock().clean(RichText(html.format("Dəyirmi masa")))
    assert deferred(RichTextBlock()).clean(RichText(html.format("IMG_1234.jpg")))
    with pytest.raises(ValidationError):
        RichTextBlock().clean(RichText(html.format("IMG_1234.jpg")))


@pytest.mark.django_db
def test_a_body_is_searched_whatever_its_blocks():
    item = {"image": {"image": make_image().pk, "alt_text": "IMG_1.png", "decorative": False}, "caption": "IMG_2.png"}
    body = [
        block("text", '<p><a href="https://example.org/">Bura</a> <a linktype="page" id="1">Bələdçi</a></p>'),
        block("gallery", {"caption": "", "images": [{"type": "item", "id": "1", "value": item}]}),
        block("call_to_action", {"text": "here", "label": "Click here", "page": None, "url": "https://example.org/"}),
    ]
    page = StandardPage(title="Elan", lead_image_alt="photo_3", body=body)
    assert bad_alts(page) == ["photo_3", "IMG_1.png"]
    assert bad_links(page) == ["Bura", "Click here"]


def add(client, home, **fields):
    form = {**STANDARD, "title": "Elan", "slug": "elan", "comments": inline_formset([]), **fields}
    return client.post(
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk]), nested_form_data(form)
    )


@pytest.mark.django_db
def test_a_lead_picture_described_by_its_file_stays_a_draft(home, admin_client):
    response = add(admin_client, home, lead_image_alt="IMG_1234.jpg", **{"action-publish": "1"})
    assert response.context["form"].errors["lead_image_alt"].as_data()[0].code == "file_name"
    assert add(admin_client, home, lead_image_alt="IMG_1234.jpg").status_code == 302
    assert not StandardPage.objects.get(title="Elan").live


def warnings(response):
    return [str(one) for one in get_messages(response.wsgi_request) if one.level_tag == "warning"]


@pytest.mark.django_db
def test_a_link_that_says_nothing_is_saved_with_a_warning(home, admin_client, speaks_english):
    editor_text = {
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.org/"}}},
        "blocks": [
            {
                "key": "aaaaa",
                "text": "Buraya",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 6}],
            }
        ],
    }
    response = add(admin_client, home, body=streamfield([("text", json.dumps(editor_text))]))
    assert response.status_code == 302
    assert "“Buraya”" in "".join(warnings(response))


@pytest.mark.django_db
def test_without_such_a_link_nothing_is_said(home, admin_client):
    assert warnings(add(admin_client, home)) == []


@pytest.mark.django_db
def test_a_translation_that_describes_a_picture_by_its_file_is_not_published(home, client):
    translate(home, "en", in_english)
    source = make_page(StandardPage, home, title="Elan", lead_image=make_image(), lead_image_alt="Dəyirmi masa")
    translate(source, "en", in_english, publish=False)
    translate(source, "en", {"Dəyirmi masa": "IMG_1234.jpg"}, publish=False)
    client.force_login(user_in("chief-editors"))
    editor = Editor(client, source)
    editor.publish()
    assert not editor.target.live
    translate(source, "en", {"Dəyirmi masa": "Round table"}, publish=False)
    editor.publish()
    assert editor.target.live


def configuration(html):
    return json.loads(BeautifulSoup(html, "html.parser").find(id="checker-axe-configuration").string)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["edit", "view_draft"])
def test_editors_have_the_checks_with_our_rules(home, client, name):
    page = make_page(StandardPage, home, title="Elan")
    client.force_login(user_in("editors"))
    response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    html = response.content.decode()
    if name == "view_draft":
        assert "core/content-checks.js" in html
        html = html.replace('<template id="wagtail-userbar-template">', "<div>")
    found = configuration(html)
    assert {"link-text-quality", "alt-text-quality", "heading-order", "empty-heading", "image-alt"} <= set(
        found["options"]["runOnly"]
    )
    assert {check["id"] for check in found["spec"]["checks"]} >= {"check-link-text", "check-image-alt-text"}
    assert found["messages"].keys() >= set(found["options"]["runOnly"])


@pytest.mark.django_db
def test_readers_get_neither_the_bar_nor_its_scripts(home, client):
    page = publish(make_page(StandardPage, home, title="Elan"))
    client.force_login(user_in("editors"))  # not even those who could
    html = client.get(page.url).content.decode()
    assert "userbar" not in html
    assert "content-checks" not in html
