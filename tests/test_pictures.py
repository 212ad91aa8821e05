"""Pictures in the formats and sizes that a place needs: made in the background, offered when they are there."""

import errno

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.models import Page

from core import generation
from core.images import making
from core.images.offer import offered, renditions
from core.images.places import FIRST, FORMATS, PLACES, SPECS
from core.models import SiteImage, SiteRendition
from core.templatetags.pictures import responsive
from home.models import StandardPage
from tests.factories import committed, make_image, make_page
from tests.worlds import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@made_once
def picture():
    """One that is larger than every size in which it is shown; nothing has been made of it."""
    return make_image(size=(1700, 1200), is_made=False)


@pytest.fixture
def encoded(monkeypatch):
    """The formats that were made, one by one."""
    made, original = [], SiteImage.generate_rendition_file

    def generate(image, filter, **options):
        made.append(filter.spec)
        return original(image, filter, **options)

    monkeypatch.setattr(SiteImage, "generate_rendition_file", generate)
    return made


def make_all(image, specs=SPECS):
    for spec in specs:
        image.get_rendition(spec)
    generation.advance()
    return SiteImage.objects.get(pk=image.pk)


def soup_of(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def page_with(home, kind, value):
    return make_page(StandardPage, home, title="Səhifə", body=[{"type": kind, "value": value}])


def chosen(image, alt="Nə"):
    return {"image": image.pk, "alt_text": alt, "decorative": False}


# In the background


def test_a_picture_that_is_saved_is_made_in_every_size_and_format(encoded):
    with committed():
        image = make_image(is_made=False)
    assert sorted(encoded) == sorted(SPECS), "each once"
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(SPECS)


def test_what_costs_little_is_made_first():
    formats = [spec.rpartition("-")[2] for spec in SPECS]
    assert formats == sorted(formats, key=FORMATS[::-1].index)


def test_what_is_there_is_not_made_again(encoded):
    with committed():
        image = make_image()
    encoded.clear()
    with committed():
        image.title = "Başqa"
        image.save()
    assert encoded == []


def test_another_focal_point_makes_what_is_cut_around_it_anew_and_forgets_the_old(encoded):
    with committed():
        image = make_image(size=(900, 900))
    encoded.clear()
    before = set(image.renditions.values_list("file", flat=True))
    with committed():
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 700, 700, 90, 90
        image.save()
    assert set(encoded) == {spec for spec in SPECS if spec.startswith("fill")}
    assert image.renditions.count() == len(SPECS)
    gone = before - set(image.renditions.values_list("file", flat=True))
    assert gone and not any(default_storage.exists(name) for name in gone)


def test_pages_offer_what_has_been_made_as_soon_as_it_is_there(picture):
    assert offered(picture, "body") == {}
    making.make.enqueue(picture.pk)
    assert list(offered(SiteImage.objects.get(pk=picture.pk), "body")) == ["avif", "webp"]


def test_a_picture_that_takes_long_gives_others_their_turn(picture, monkeypatch, encoded):
    monkeypatch.setattr(making, "SLICE", -1)
    slices = []
    monkeypatch.setattr(making.make.__class__, "enqueue", lambda task, pk: slices.append(pk))
    making.make.func(picture.pk)
    assert slices == [picture.pk]
    assert len(encoded) == 1


def test_a_picture_whose_file_is_lost_keeps_no_worker_busy(picture):
    default_storage.delete(picture.file.name)
    assert making.make_missing(picture, until=0) is False


def test_where_there_is_no_room_a_picture_is_made_later_and_not_tried_in_every_size(picture, monkeypatch):
    tried, later = [], []

    def no_room(image, filter, **options):
        tried.append(filter.spec)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(SiteImage, "generate_rendition_file", no_room)
    monkeypatch.setattr(making, "in_a_while", lambda task, pk: later.append(pk) or True)
    making.make.func(picture.pk)
    assert (len(tried), later) == (1, [picture.pk])


def test_what_was_made_of_a_file_that_is_no_longer_the_pictures_is_not_kept(picture, monkeypatch):
    other = make_image()
    original = SiteImage.generate_rendition_file

    def replaced_meanwhile(image, filter, **options):
        SiteImage.objects.filter(pk=picture.pk).update(file=other.file.name)
        return original(image, filter, **options)

    monkeypatch.setattr(SiteImage, "generate_rendition_file", replaced_meanwhile)
    making.make_missing(picture)
    assert not picture.renditions.exists()


def test_the_command_makes_what_is_missing(picture, encoded):
    picture.get_rendition(SPECS[0])
    encoded.clear()
    call_command("make_renditions")
    assert set(encoded) == set(SPECS[1:])


# In a reader's request


def test_reading_makes_no_picture_whatever_has_been_made_before(home, client, picture, encoded):
    page = page_with(home, "picture", {"image": chosen(picture), "caption": ""})
    assert not soup_of(client, page).select("main picture")
    for kind in PLACES:
        assert responsive(picture, kind) is None
    assert encoded == []


@pytest.mark.parametrize("nth", [7, pytest.param(1, marks=pytest.mark.walk)])
def test_reading_the_whole_site_makes_no_picture(demo, client, encoded, nth):
    SiteRendition.objects.all().delete()
    for page in Page.objects.live().filter(depth__gt=1).order_by("path")[::nth]:
        assert client.get(page.url).status_code == 200
        assert client.get(f"{page.url}feed.atom").status_code in (200, 404)
    for path in ("/sitemap.xml", "/search/?q=m%C9%99kt%C9%99b", "/data/projects.json"):
        assert client.get(path).status_code == 200
    assert encoded == []


@pytest.mark.django_db(transaction=True)
def test_the_smallest_sizes_are_there_when_whoever_saved_the_picture_is_answered(monkeypatch, encoded):
    monkeypatch.setattr(making.make.__class__, "enqueue", lambda task, *args: None)  # no worker runs
    image = make_image(size=(1700, 1200), is_made=False)
    assert set(encoded) == set(FIRST)
    for kind in PLACES:
        assert responsive(image, kind) is not None, kind


def test_where_anything_has_been_made_a_readers_request_makes_nothing(picture, encoded):
    picture.get_rendition("width-1280|format-webp")
    encoded.clear()
    assert [one["width"] for one in renditions(picture, "body")] == [1280]
    assert encoded == []


def test_a_format_is_offered_only_with_all_its_sizes(picture):
    """A browser takes the first it knows: with the smallest size alone it would show that, however large the place."""
    image = make_all(picture, [*PLACES["body"].specs("webp"), PLACES["body"].specs("avif")[0]])
    assert list(offered(image, "body")) == ["webp"]


def test_every_place_offers_both_formats_with_their_sizes(picture):
    image = make_all(picture)
    for kind, place in PLACES.items():
        found = offered(image, kind)
        assert list(found) == ["avif", "webp"], kind
        assert all(len(made) == len(place.resizings) for made in found.values()), kind


def test_a_small_original_has_no_size_larger_than_itself():
    image = make_all(make_image(size=(300, 200)))
    assert [one["width"] for one in renditions(image, "body")] == [300]
    assert responsive(image, "body")["sizes"] == ""


def test_a_picture_says_its_formats_its_sizes_and_its_measures(home, client, picture):
    make_all(picture)
    found = soup_of(client, page_with(home, "picture", {"image": chosen(picture), "caption": ""})).select_one("picture")
    source, img = found.select_one("source"), found.select_one("img")
    assert source["type"] == "image/avif"
    assert ".avif 720w" in source["srcset"] and ".avif 1280w" in source["srcset"]
    assert source["sizes"] == img["sizes"] == PLACES["body"].sizes
    assert (img["width"], img["height"], img["alt"]) == ("1280", "903", "Nə")
    assert img["loading"] == "lazy" and not img.has_attr("fetchpriority")


def test_the_first_picture_of_a_page_is_loaded_at_once(home, client):
    page = make_page(StandardPage, home, title="Səhifə", lead_image=make_image(), lead_image_alt="Məktəb")
    img = soup_of(client, page).select_one(".lead-picture img")
    assert img["fetchpriority"] == "high" and not img.has_attr("loading")


def test_the_first_picture_is_asked_for_in_the_head_as_the_page_will_ask_for_it(home, client, picture):
    make_all(picture)
    soup = soup_of(client, make_page(StandardPage, home, title="Səhifə", lead_image=picture, lead_image_alt="Məktəb"))
    ahead, source = soup.select_one('head link[as="image"]'), soup.select_one(".lead-picture source")
    assert (ahead["imagesrcset"], ahead["imagesizes"]) == (source["srcset"], source["sizes"])
    assert ahead["type"] == source["type"] == "image/avif"
    assert not soup_of(client, make_page(StandardPage, home, title="Başqa")).select('link[as="image"]')


def test_a_picture_within_a_text_is_shown_as_any_other(home, client, picture):
    make_all(picture)
    text = f'<p>Mətn</p><embed embedtype="image" id="{picture.pk}" format="left" alt="A &amp; B"/>'
    found = soup_of(client, page_with(home, "text", text)).select_one(".prose picture")
    assert found["class"] == ["richtext-image", "left"]
    assert found.select_one("source")["type"] == "image/avif"
    assert found.select_one("img")["alt"] == "A & B"


# Galleries


@pytest.fixture
def gallery(home):
    """A page with a gallery of two pictures."""

    def make(*images, caption="Hamısı"):
        items = [{"image": chosen(image, image.title), "caption": ""} for image in images]
        return page_with(home, "gallery", {"caption": caption, "images": items})

    return make


def test_a_gallery_is_a_list_of_links_to_large_pictures(gallery, client):
    first, second = make_image("Bir", credit="Aytən"), make_image("İki")
    links = soup_of(client, gallery(first, second)).select(".gallery li > a")
    assert [link["href"] for link in links] == [renditions(image, "large")[0]["url"] for image in (first, second)]
    assert [link["data-caption"] for link in links] == ["Hamısı", "Hamısı"]
    assert "Aytən" in links[0]["data-credit"] and links[1]["data-credit"] == ""
    assert all("1" in links[0]["data-number"] and "2" in link["data-number"] for link in links)


def test_the_script_comes_only_with_a_gallery_and_from_a_file(gallery, home, client):
    scripts = soup_of(client, gallery(make_image(), make_image())).select("script")
    scripts = [script for script in scripts if "gallery" in script.get("src", "")]
    assert len(scripts) == 1
    assert all(script["type"] == "module" and not script.string for script in scripts)
    assert not soup_of(client, home).select("script[src*=gallery\\.js]")


def test_a_gallery_counts_what_it_shows(gallery, client):
    page = gallery(make_image("Bir"), make_image("İki", shows_people=True), make_image("Üç"))
    links = soup_of(client, page).select(".gallery li > a")
    assert len(links) == 2
    assert "3" not in links[-1]["data-number"]


def test_a_gallery_of_which_nothing_may_be_shown_is_not_there(gallery, client):
    page = gallery(*[make_image(shows_people=True) for _ in range(2)])
    assert "Hamısı" not in client.get(page.url).content.decode()
    assert not SiteRendition.objects.exists()
