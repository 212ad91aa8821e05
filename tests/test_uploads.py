"""Pictures lose what nobody should know; damaged files get a sentence, never an error page."""

import errno
import random
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageSequence
from pypdf.errors import DependencyError

from core.documents import count_pages
from core.images import without_metadata
from core.models import SiteDocument, SiteImage, SiteRendition

pytestmark = pytest.mark.once

GPS = 0x8825
ORIENTATION = 0x0112
ARTIST = 0x013B


def photo(picture_format="JPEG", size=(60, 40)):
    """A picture with a place, an author and an orientation that turns it by 90 degrees."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[ARTIST] = "Somebody"
    exif.get_ifd(GPS).update({1: "N", 2: (40.0, 22.0, 0.0), 3: "E", 4: (49.0, 53.0, 0.0)})
    output = BytesIO()
    Image.new("RGB", size, "teal").save(output, picture_format, exif=exif.tobytes())
    return output.getvalue()


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_metadata_is_gone_and_the_picture_stands_upright(picture_format):
    clean = without_metadata(ContentFile(photo(picture_format), name=f"a.{picture_format.lower()}"))
    picture = Image.open(clean)
    assert picture.format == picture_format
    assert picture.size == (40, 60)
    assert not dict(picture.getexif())
    assert b"Somebody" not in clean.read()


def test_a_picture_saved_in_code_is_cleaned_too(db):
    image = SiteImage(title="Foto", file=ContentFile(photo(), name="foto.jpg"))
    image.save()
    assert (image.width, image.height) == (40, 60)
    assert b"Somebody" not in image.file.open().read()


def test_an_animation_stays_one():
    output = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green")]
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    assert Image.open(without_metadata(ContentFile(output.getvalue(), name="a.gif"))).n_frames == 2


DAMAGED = {
    "truncated.jpg": photo()[:200],
    "truncated.png": photo("PNG")[:60],
    "header-only.png": b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>",
    "not-a-picture.jpg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "polyglot.gif": b"GIF89a<script>alert(1)</script>",
    "empty.png": b"",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_refused(name):
    with pytest.raises(ValidationError):
        without_metadata(ContentFile(DAMAGED[name], name=name))


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_upload_is_answered_in_the_form(name, admin_client):
    upload = SimpleUploadedFile(name, DAMAGED[name], content_type="image/jpeg")
    response = admin_client.post(reverse("wagtailimages:add"), {"title": "Foto", "file": upload})
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not SiteImage.objects.exists()


def test_a_good_upload_is_stored_clean(admin_client):
    upload = SimpleUploadedFile("foto.jpg", photo(), content_type="image/jpeg")
    form = {"title": "Foto", "file": upload, "credit": "Ümid", "tags": "", "collection": "1"}
    form |= {f"focal_point_{side}": "" for side in ("x", "y", "width", "height")}
    assert admin_client.post(reverse("wagtailimages:add"), form).status_code == 302
    assert b"Somebody" not in SiteImage.objects.get().file.open().read()


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "program.js", "macro.docm"])
def test_documents_that_could_run_are_refused(name, admin_client):
    upload = SimpleUploadedFile(name, b"<script>alert(1)</script>")
    form = {"title": "Fayl", "file": upload, "tags": "", "collection": "1", "language": "az", "version": ""}
    assert admin_client.post(reverse("wagtaildocs:add"), form).status_code == 200
    assert not SiteDocument.objects.exists()


def test_pages_of_a_pdf_are_counted_and_a_broken_one_is_not(db):
    from pypdf import PdfWriter

    writer, output = PdfWriter(), BytesIO()
    for _ in range(3):
        writer.add_blank_page(width=595, height=842)
    writer.write(output)
    document = SiteDocument(title="Təlimat", file=ContentFile(output.getvalue(), name="telimat.pdf"))
    document.save()
    assert (document.pages, document.file_size) == (3, len(output.getvalue()))
    assert count_pages(ContentFile(b"%PDF-1.7 broken", name="a.pdf")) is None
    assert count_pages(ContentFile(b"text", name="a.txt")) is None


def test_a_telephones_picture_with_a_second_one_behind_it_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    output = BytesIO()
    pictures = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    pictures[0].save(output, "MPO", save_all=True, append_images=pictures[1:], exif=exif.tobytes())
    picture = Image.open(without_metadata(ContentFile(output.getvalue(), name="a.jpg")))
    assert (picture.format, picture.size) == ("JPEG", (40, 60))


@pytest.mark.parametrize("picture_format", ["GIF", "WEBP", "AVIF", "PNG"])
def test_an_animation_keeps_its_time(picture_format):
    def times(file):
        return [(frame.load(), frame.info["duration"])[1] for frame in ImageSequence.Iterator(Image.open(file))]

    output = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    frames[0].save(output, picture_format, save_all=True, append_images=frames[1:], duration=[100, 200, 300])
    before = times(BytesIO(output.getvalue()))
    assert times(without_metadata(ContentFile(output.getvalue(), name="a"))) == before


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_whatever_is_damaged_is_refused_or_mended(picture_format):
    rng = random.Random(picture_format)
    frames = [Image.effect_noise((40, 30), 50).convert("RGB") for _ in range(2)]
    several = {"save_all": True, "append_images": frames[1:]} if picture_format != "JPEG" else {}
    output = BytesIO()
    frames[0].save(output, picture_format, **several)
    for _ in range(60):
        data = bytearray(output.getvalue())
        for _ in range(5):
            data[rng.randrange(len(data) if rng.random() < 0.3 else 300)] = rng.randrange(256)
        with suppress(ValidationError):
            without_metadata(ContentFile(bytes(data), name="a"))


def test_pages_of_a_pdf_encrypted_in_a_way_we_can_not_read_are_not_counted(monkeypatch):
    def refuse(file):
        raise DependencyError("cryptography is required")

    monkeypatch.setattr("pypdf.PdfReader", refuse)
    assert count_pages(ContentFile(b"%PDF-1.7", name="a.pdf")) is None


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_is_kept_is_not_said_to_be_lost_where_no_room_is_left_to_show_it(admin_client, monkeypatch):
    """The same picture a second time: both are shown, in a size that nobody has needed yet."""
    save = InMemoryStorage._save

    def no_room_for_sizes(storage, name, content):
        if name.startswith("images/"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(InMemoryStorage, "_save", no_room_for_sizes)
    told = []
    for name in ("a.jpg", "b.jpg"):
        upload = {"title": "Foto", "collection": 1, "files[]": SimpleUploadedFile(name, photo(), "image/jpeg")}
        told.append(admin_client.post(reverse("wagtailimages:add_multiple"), upload).json())
    assert [one["success"] for one in told] == [True, True] and told[1]["duplicate"]
    assert SiteImage.objects.count() == 2 and not SiteRendition.objects.exists()
