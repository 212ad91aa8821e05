"""Whose logos stand on a one-page summary: the NGO's, those of funders and partners, and of these what fits."""

from io import BytesIO
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from core.days import today
from core.images import renditions
from core.models import SiteImage
from home.models import SiteIdentity
from projects.models import Organisation, ProjectPage
from projects.models.rows import ProjectPartner
from projects.one_page.budgets import LOGOS, ROWS
from tests.factories import committed, make_image, make_page, translate
from tests.sizes import bounded
from tests.summaries import (
    ODD,
    WIDEST,
    WORDS,
    fullest_project,
    home_in,
    make_logos,
    make_project,
    projects_section,
    read,
    shown,
    size_of,
    text_of,
)
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def partnered(home, *partners):
    """A project with a partner for each ``(name, role, logo)``."""
    page = ProjectPage(title="Layihə")
    page.partners = [
        ProjectPartner(
            organisation=Organisation.objects.create(name=name, kind="ngo", logo=logo, locale=home.locale),
            role=role,
            sort_order=place,
            locale=home.locale,
        )
        for place, (name, role, logo) in enumerate(partners)
    ]
    return make_page(page, projects_section(home))


def logos_of(client, page):
    """``[(file, alternative text)]`` of the row at its foot."""
    soup = BeautifulSoup(shown(client, page), "html.parser")
    return [(img["src"], img["alt"]) for img in soup.select(".one-page-logos img")]


def address_of(logo):
    return renditions(logo, "logo")[0]["url"]


def test_the_logo_of_the_ngo_stands_beside_its_name_and_is_not_read_aloud(client, home):
    logo = make_image("Nişan")
    SiteIdentity.objects.create(name="“Ümid” SİD", logo=logo, locale=home.locale)
    soup = BeautifulSoup(shown(client, make_project(home)), "html.parser")
    img = soup.select_one(".one-page-band img")
    assert (img["src"], img["alt"]) == (address_of(logo), "")
    assert "“Ümid” SİD" in soup.select_one(".one-page-band").text


def test_logos_of_those_who_pay_come_first(client, home):
    partner, funder = make_image("Tərəfdaş"), make_image("Fond")
    page = partnered(home, ("Məktəb", "technical", partner), ("Fond", "funder", funder), ("Nəşriyyat", "partner", None))
    assert [src for src, _alt in logos_of(client, page)] == [address_of(funder), address_of(partner)]


def test_each_logo_stands_once_and_that_of_the_ngo_only_at_the_head(client, home):
    own, funder = make_image("Nişan"), make_image("Fond")
    SiteIdentity.objects.create(name="Ümid", logo=own, locale=home.locale)
    page = partnered(home, ("Ümid", "implementer", own), ("Fond", "funder", funder), ("Fond", "partner", funder))
    assert [src for src, _alt in logos_of(client, page)] == [address_of(funder)]


def test_there_are_no_more_logos_than_one_row_holds(client, home):
    page = partnered(home, *[(f"Fond {place}", "funder", make_image()) for place in range(LOGOS + 2)])
    assert len(logos_of(client, page)) == LOGOS


def test_a_logo_has_a_text_only_if_the_name_is_not_written_on_the_page(client, home):
    others = [(f"Məktəb {place}", "partner", None) for place in range(ROWS["partners"] - 1)]
    last = [("Fond", "funder", make_image()), ("Nəşriyyat", "partner", make_image())]
    page = partnered(home, ("Ümid", "implementer", make_image()), *others, *last)
    assert [alt for _src, alt in logos_of(client, page)] == ["", "", "Nəşriyyat"]


def test_such_a_text_in_another_language_says_so(client, home):
    translate(home, "en", lambda text: f"EN {text}")
    translate(projects_section(home), "en", lambda text: f"EN {text}")
    others = [(f"Məktəb {place}", "partner", None) for place in range(ROWS["partners"])]
    page = partnered(home, *others, ("Nəşriyyat", "partner", make_image()))
    english = translate(page, "en", lambda text: f"EN {text}")
    soup = BeautifulSoup(shown(client, english), "html.parser")
    assert soup.select_one(".one-page-logos img[alt=Nəşriyyat][lang=az]")


def test_without_logos_there_is_no_row_and_no_place_for_one(client, home):
    html = shown(client, partnered(home, ("Fond", "funder", None)))
    assert "one-page-logos" not in html
    assert not BeautifulSoup(html, "html.parser").select(".one-page img")


def test_a_logo_that_may_not_be_shown_is_not(client, home):
    logo = make_image()
    page = partnered(home, ("Fond", "funder", logo))
    assert len(logos_of(client, page)) == 1
    logo.consent_withdrawn_on = today()
    logo.save()
    assert logos_of(client, page) == []


# In the PDF


@made_once
def own_logo(home):
    logo = make_image("Nişan", size=(300, 200))
    SiteIdentity.objects.create(name="Ümid", logo=logo, locale=home.locale)
    return logo


def funded(home, logo):
    return partnered(home, ("Fond", "funder", logo))


def alternatives_of(reader):
    """The texts of all its pictures; those that are not read aloud have none, and are no part of the structure."""

    def below(element):
        element = element.get_object()
        kids = element.get("/K", []) if hasattr(element, "get") else []
        found = [element["/Alt"]] if hasattr(element, "get") and "/Alt" in element else []
        for kid in kids if isinstance(kids, list) else [kids]:
            found += below(kid) if not isinstance(kid, int) else []
        return found

    return below(reader.trailer["/Root"]["/StructTreeRoot"])


# The widest in every language, which all have budgets of their own; the others in one.
TRIED = bounded(
    [("wide", "en"), ("wide", "tr"), ("prose", "az"), ("unbroken", "az")], full=product(WORDS, settings.LANGUAGE_CODES)
)


@pytest.mark.parametrize(
    ("words", "language"),
    [("wide", "az"), *[pytest.param(*one, marks=pytest.mark.walk) for one in TRIED if one != ("wide", "az")]],
)
def test_the_longest_texts_and_a_full_row_of_logos_make_one_page(client, home, own_logo, words, language):
    for logos in (ODD, WIDEST):
        page = fullest_project(home_in(home, language), words, logos=make_logos(logos))
        reader = read(client, page)
        assert len(reader.pages) == 1
        assert len(reader.pages[0].images) >= len(set(logos)) + 1
        assert size_of(page) > 6.1


def test_the_longest_prose_can_be_read_beside_a_full_row_of_logos(home, own_logo):
    assert size_of(fullest_project(home, "prose", logos=make_logos(ODD))) >= 6.9


def test_without_logos_there_is_no_picture_in_it_but_the_qr_code(client, home):
    reader = read(client, funded(home, None))
    assert not reader.pages[0].images
    assert len(alternatives_of(reader)) == 1


def test_a_logo_beside_a_name_is_no_part_of_what_is_read_aloud(client, home, own_logo):
    reader = read(client, funded(home, make_image(size=(300, 90))))
    assert len(reader.pages[0].images) == 2
    assert len(alternatives_of(reader)) == 1


def test_a_logo_whose_name_is_not_written_says_it(client, home):
    others = [(f"Məktəb {place}", "partner", None) for place in range(ROWS["partners"])]
    reader = read(client, partnered(home, *others, ("Fond", "partner", make_image())))
    assert "Fond" in alternatives_of(reader)


@pytest.mark.parametrize("picture_format", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_logos_of_every_format_that_can_be_uploaded_are_set(client, home, picture_format):
    logo = make_image(picture_format=picture_format)
    assert len(read(client, funded(home, logo)).pages[0].images) == 1


def test_a_picture_that_took_the_name_of_another_makes_a_new_one(client, home):
    page = funded(home, make_image())
    funder = page.funders[0].organisation
    file, before = renditions(funder.logo, "logo")[0]["file"], colour_of(read(client, page))
    for path in (file, funder.logo.file.name):
        default_storage.delete(path)  # Wagtail leaves it to the worker
    funder.logo.delete()
    with committed():
        funder.logo = SiteImage.objects.create(title="Logo", file=picture("red"))
    funder.save()
    assert renditions(funder.logo, "logo")[0]["file"] == file
    assert colour_of(read(client, page)) != before


def colour_of(reader):
    return reader.pages[0].images[0].image.convert("RGB").getpixel((9, 9))


def picture(colour):
    output = BytesIO()
    Image.new("RGB", (64, 48), colour).save(output, "PNG")
    return ContentFile(output.getvalue(), name="picture.png")


def test_a_logo_that_may_not_be_shown_any_more_disappears(client, home):
    logo = make_image()
    page = funded(home, logo)
    assert read(client, page).pages[0].images
    logo.consent_withdrawn_on = today()
    logo.save()
    assert not read(client, page).pages[0].images


def test_a_lost_picture_does_not_keep_the_page_from_being_made(client, home):
    logo = make_image()
    page = funded(home, logo)
    default_storage.delete(renditions(logo, "logo")[0]["file"])
    reader = read(client, page)
    assert "Fond" in text_of(reader)
    assert not reader.pages[0].images
