"""Whoever must not be named is named beside no picture that shows them: software sees to it, in every language."""

import datetime
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core import generation
from core.images.names import NamedBesideFace, named_on
from core.languages import first_named
from core.models import SiteImage
from home.models import StandardPage
from tests.factories import committed, locale, make_image, make_page, publish, translate, user_in
from tests.translating import Editor, in_english, said
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]

GIVEN = {"shows_people": True, "consent_by": "Ana", "consent_on": datetime.date(2022, 9, 1)}
NAMES = "Aysun Elçin qızı\nƏli"


@made_once
def picture():
    with committed():
        return make_image("Sinif", **GIVEN, names_withheld=NAMES)


# Which word is a name


@pytest.mark.parametrize(
    "text",
    [
        "Aysun",
        "AYSUN rəsm çəkir",
        "aysun",
        "Aysunun rəsmi",
        "Aysunla dostları",
        "Ayşə və Aysun’un rəsmi",
        "a picture by Aysun's class",
        "aysun_2.jpg",
        "Ay\u00adsun",
        "Айсун рисует",
    ],
)
def test_a_name_is_seen_in_any_case_and_with_any_ending(text):
    assert first_named(text, NAMES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Aygün", "Aygun draws"),
        ("Şahin", "Shahin draws"),
        ("Şahin", "Sahin draws"),
        ("Shahin", "Şahin rəsm çəkir"),
        ("Xədicə", "Khadija's drawing"),
        ("İlahə", "İLAHƏNİN rəsmi"),
        ("ILQAR", "ılqarın rəsmi"),
        ("İlahə", "i\u0307lahə"),
        ("Aygün", "Aygu\u0308n"),
        ("Ayşe-Nur", "Ayşe'nin resmi"),
        ("Əli", "Əlinin rəsmi"),
        ("Əli", "Əli ilə"),
        ("Əli", "Ali's drawing"),
    ],
)
def test_a_name_is_seen_as_other_languages_spell_it(name, text):
    assert first_named(text, name)


@pytest.mark.parametrize(
    "text",
    ["", None, "Uşaqlar rəsm çəkir", "Bir qızın rəsmi", "Əlifba dərsi", "Ay və ulduz", "Saysunlar", "A. müəllim"],
)
def test_other_words_are_left_alone(text):
    assert not first_named(text, NAMES)


def test_what_is_said_is_the_word_as_it_stands_in_the_text():
    assert first_named("Rəsm: AYSUNUN", NAMES) == "AYSUNUN"
    assert first_named("Rəsm", "A.\n") == ""


# Texts beside a picture


def chosen(image, alt="Uşaqlar", **more):
    return {"image": image.pk, "alt_text": alt, "decorative": False, **more}


def item(image, alt="Uşaqlar", caption=""):
    return {"type": "item", "id": "1", "value": {"image": chosen(image, alt), "caption": caption}}


def embed(image, alt):
    return f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="{alt}"/>'


BESIDE = {
    "description of the lead picture": lambda image: {"lead_image": image, "lead_image_alt": "Aysun"},
    "title": lambda image: {"lead_image": image, "title": "Aysun rəsm çəkir"},
    "summary": lambda image: {"lead_image": image, "summary": "Aysun rəsm çəkir"},
    "description of a picture": lambda image: body("picture", {"image": chosen(image, "Aysun"), "caption": ""}),
    "caption of a picture": lambda image: body("picture", {"image": chosen(image), "caption": "Aysun"}),
    "description in a gallery": lambda image: body("gallery", {"caption": "", "images": [item(image, "Aysun")]}),
    "caption in a gallery": lambda image: body("gallery", {"caption": "", "images": [item(image, caption="Aysun")]}),
    "caption of a gallery": lambda image: body("gallery", {"caption": "Aysun", "images": [item(image)]}),
    "description within a text": lambda image: body("text", f"<p>Mətn</p>{embed(image, 'Aysun')}"),
    "title of a video": lambda image: body(
        "video", {"url": "https://example.org/", "title": "Aysun", "language": "", "poster": chosen(image)}
    ),
}
beside = pytest.mark.parametrize("fields", BESIDE.values(), ids=BESIDE)


def body(kind, value):
    return {"body": [{"type": kind, "id": "11111111-1111-1111-1111-111111111111", "value": value}]}


@beside
def test_a_page_that_names_somebody_beside_the_picture_stays_a_draft(home, picture, fields):
    page = make_page(StandardPage, home, live=False, **{"title": "Sinif", **fields(picture)})
    with pytest.raises(NamedBesideFace):
        publish(page)
    assert not StandardPage.objects.get(pk=page.pk).live


@beside
def test_a_picture_without_such_names_is_published(home, fields):
    assert make_page(StandardPage, home, **{"title": "Sinif", **fields(make_image(**GIVEN))}).live


def test_texts_that_stand_elsewhere_are_left_alone(home, picture):
    page = make_page(StandardPage, home, title="Aysun", **body("picture", {"image": chosen(picture), "caption": ""}))
    assert page.live


@pytest.mark.parametrize("field", ["title", "description", "credit"])
def test_the_picture_itself_does_not_say_the_name(home, picture, field):
    setattr(picture, field, "Aysun")
    with pytest.raises(ValidationError) as refused:
        picture.clean()
    assert list(refused.value.message_dict) == [field]
    picture.save()  # by a machine, which asks nobody
    page = make_page(StandardPage, home, live=False, title="Sinif", lead_image=picture)
    with pytest.raises(NamedBesideFace):
        publish(page)


def test_whoever_must_not_be_named_is_somebody_who_can_be_recognised():
    with pytest.raises(ValidationError) as refused:
        SiteImage(title="Sinif", names_withheld="Aysun").clean()
    assert list(refused.value.message_dict) == ["shows_people"]


def form(page, **fields):
    empty = {"summary": "", "lead_image": "", "lead_image_alt": "", "body": streamfield([])}
    return nested_form_data({**empty, "title": page.title, "slug": page.slug, "comments": inline_formset([]), **fields})


def edit(client, page, **fields):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **fields))


def test_an_editor_is_told_which_text_says_which_name_and_nothing_else_of_the_list(
    home, picture, admin_client, speaks_english
):
    page = make_page(StandardPage, home, live=False, title="Sinif")
    fields = {"lead_image": picture.pk, "lead_image_alt": "Aysunun rəsmi"}
    response = edit(admin_client, page, **fields, **{"action-publish": "1"})
    [message] = said(response)
    assert "“what the lead picture shows” of the picture “Sinif” says “Aysunun”" in message
    assert reverse("wagtailimages:edit", args=[picture.pk]) in message
    assert "Əli" not in message and "Elçin" not in message
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().lead_image_alt == "Aysunun rəsmi"  # the draft is kept


# Translations


@made_once
def source(home, picture):
    translate(home, "en", in_english)
    return make_page(StandardPage, home, title="Sinif", lead_image=picture, lead_image_alt="Uşaqlar")


def test_a_translation_that_names_somebody_is_not_published(source, client):
    translate(source, "en", in_english, publish=False)
    translate(source, "en", {"Uşaqlar": "Aysun draws"}, publish=False)
    client.force_login(user_in("chief-editors"))
    editor = Editor(client, source)
    [message] = said(editor.publish())
    assert "“Aysun”" in message
    assert not editor.target.live
    translate(source, "en", {"Uşaqlar": "Children draw"}, publish=False)
    editor.publish()
    assert editor.target.live


def test_a_live_translation_keeps_its_text_when_it_would_name_somebody(source):
    translate(source, "en", in_english)
    with pytest.raises(NamedBesideFace):
        translate(source, "en", {"Uşaqlar": "Aysun draws"})
    target = StandardPage.objects.get(translation_key=source.translation_key, locale=locale("en"))
    assert target.lead_image_alt == "EN Uşaqlar"


def test_a_picture_does_not_follow_to_where_a_translation_names_whom_it_shows(home, picture):
    translate(home, "en", in_english)
    page = make_page(StandardPage, home, title="Sinif", lead_image=make_image(), lead_image_alt="Məktəb")
    translate(page, "en", lambda text: "Aysun's school" if text == "Məktəb" else f"EN {text}")
    page.lead_image = picture
    page.save_revision()
    with pytest.raises(NamedBesideFace) as refused:
        publish(page)
    assert "English: " in str(refused.value)
    target = StandardPage.objects.get(translation_key=page.translation_key, locale=locale("en"))
    assert target.lead_image != picture


def test_a_name_that_readers_of_a_translation_find_already_does_not_hold_back_the_original(source, picture):
    picture.names_withheld = ""
    picture.save()
    translate(source, "en", lambda text: f"Aysun {text}")
    picture.names_withheld = NAMES
    picture.save()
    source.title = "Sinif otağı"
    source.save_revision()
    assert publish(source).title == "Sinif otağı"


# A picture that is in use already


@made_once
def in_use(home):
    picture = make_image("Sinif", **GIVEN)
    make_page(StandardPage, home, title="Qaralama", lead_image=picture, lead_image_alt="Aysun", live=False)
    return picture, make_page(StandardPage, home, title="Elan", lead_image=picture, lead_image_alt="Aysunun rəsmi")


def save(client, image, **fields):
    form = {
        **{name: getattr(image, name) or "" for name in ("title", "description", "credit", "consent_by", "consent_on")},
        "collection": image.collection_id,
        "shows_people": "on",
        **fields,
    }
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), form)


def test_who_withholds_a_name_is_told_where_readers_find_it(in_use, client, speaks_english):
    picture, page = in_use
    client.force_login(user_in("editors"))
    response = save(client, picture, names_withheld=NAMES)
    assert SiteImage.objects.get(pk=picture.pk).names_withheld.split() == NAMES.split()
    warning = said(response)[-1]
    assert "“Aysunun rəsmi” (Elan, what the lead picture shows)" in warning
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in warning
    assert "Qaralama" not in warning and "Əli" not in warning
    assert len(said(save(client, picture, names_withheld="Leyla"))) == 1


def test_the_report_names_the_pages_and_the_text(in_use, client, speaks_english):
    picture, page = in_use
    client.force_login(user_in("editors"))
    address = reverse("core_consent:index")
    assert "Aysun" not in client.get(address).content.decode()
    picture.names_withheld = NAMES
    picture.save()
    html = client.get(address).content.decode()
    assert "Əli" not in html
    place = BeautifulSoup(html, "html.parser").q.parent
    assert place.q.string == "Aysunun rəsmi" and place.q["lang"] == "az"
    assert place.a["href"] == reverse("wagtailadmin_pages:edit", args=[page.pk]) and place.a.string == "Elan"


# What readers get


def test_readers_find_the_names_nowhere(home, picture, client):
    page = make_page(StandardPage, home, title="Sinif", lead_image=picture, lead_image_alt="Uşaqlar")
    for address in (page.url, home.url, reverse("search") + "?q=Sinif"):
        html = client.get(address).content.decode()
        assert "Sinif" in html and "Aysun" not in html, address


def test_nobody_finds_a_picture_by_a_name_that_is_withheld(picture):
    assert picture in list(SiteImage.objects.search("Sinif"))
    assert not list(SiteImage.objects.search("Aysun"))


def test_the_name_of_a_file_is_not_told_either(home, client):
    image = make_image("Sinif", **GIVEN)
    image.file.save("aysun_1.png", image.file.file)
    with committed():
        image.save()
    page = make_page(StandardPage, home, title="Sinif", lead_image=image)
    assert "aysun" in client.get(page.url).content.decode()
    image.names_withheld = NAMES
    with committed():
        image.save()
    html = client.get(page.url).content.decode()
    assert "<picture" in html and "aysun" not in html


# A picture that may not be shown


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["saved", "published"])
def test_an_editor_is_told_that_readers_will_not_see_a_picture(home, admin_client, speaks_english, action):
    hidden, shown = make_image("Uşaqlar", shows_people=True), make_image("Məktəb")
    page = make_page(StandardPage, home, live=False, title="Sinif")
    warning = said(edit(admin_client, page, lead_image=hidden.pk, **action))[-1]
    assert "Readers will not see the picture “Uşaqlar”. Consent: missing." in warning
    assert reverse("wagtailimages:edit", args=[hidden.pk]) in warning
    assert "Readers will not" not in "".join(said(edit(admin_client, page, lead_image=shown.pk, **action)))


@pytest.mark.parametrize("layout", ["grid", "list"])
@pytest.mark.parametrize("name", ["wagtailimages:index", "wagtailimages_chooser:choose_results"])
def test_it_is_marked_where_pictures_are_chosen(admin_client, speaks_english, name, layout):
    make_image("Məktəb")
    address = reverse(name), {"layout": layout}
    assert "Hidden from readers" not in admin_client.get(*address).content.decode()
    make_image("Uşaqlar", shows_people=True)
    html = admin_client.get(*address).content.decode()
    assert html.count("Hidden from readers, consent: missing") == 1


# What it costs


def cost(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_many_pictures_cost_what_one_costs_and_none_costs_nothing(home):
    def page(number):
        pictures = [make_image(**GIVEN, names_withheld=NAMES) for _ in range(number)]
        return StandardPage(**body("gallery", {"caption": "", "images": [item(one) for one in pictures]}))

    pages = [page(number) for number in (0, 1, 5)]
    generation.current()
    assert [cost(partial(named_on, page)) for page in pages] == [0, 1, 1]
