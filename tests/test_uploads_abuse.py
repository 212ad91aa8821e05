"""Whatever somebody sends, through whichever door: it is kept as a good file, or refused with what to do. No error of the
site, no script and no place in anything that is kept.
"""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from PIL import Image, ImageSequence
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from core.uploads.kinds import KINDS as DOCUMENT_KINDS
from tests import abusive_pictures as pictures
from tests import uploading
from tests.abusive_documents import DOCUMENTS, TABLES, pdf, workbook
from tests.abusive_pictures import PICTURES, SCRIPT, SECRET, Upload
from tests.uploading import ABOUT_DOCUMENT, ABOUT_PICTURE, Door

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def doors(everyday, *others):
    """Whatever comes through one of them every day, through the others on a walk."""
    return [pytest.param(door, marks=[] if door is everyday else pytest.mark.walk) for door in (everyday, *others)]


PICTURE_DOORS = doors(uploading.ONE_PICTURE, uploading.MANY_PICTURES, uploading.CHOSEN_PICTURE)
DOCUMENT_DOORS = doors(uploading.MANY_DOCUMENTS, uploading.ONE_DOCUMENT, uploading.CHOSEN_DOCUMENT)
SAYS_WHAT_TO_DO = re.compile("upload that|Try again|tell those")
SAFE_NAME = re.compile(r"(?:original_images|images|documents)/[A-Za-z0-9._-]+")
SAMPLE_SPECS = ["max-165x165", "width-720|format-webp", "fill-160x160|format-avif", "original"]
HARMFUL = [SCRIPT.encode(), SECRET.encode(), b"GPS", b"<?php", b"8BIM", b"http://ns.adobe.com", b"PK\x03\x04"]


@pytest.fixture
def editor(admin_client, speaks_english):
    return admin_client


def kept(model):
    return model.objects.order_by("pk").last()


def opened(image):
    with image.file.open() as file:
        return Image.open(BytesIO(file.read()))


def is_red(colour):
    red, green, blue = colour[:3]
    return red > 180 and green < 90 and blue < 90


def complete(client, address, prefix, waiting, fields):
    fields = uploading.prefixed(f"{prefix}-{waiting.pk}", fields)
    said = client.post(
        reverse(address, args=[waiting.pk]), fields, headers={"X-Requested-With": "XMLHttpRequest"}
    ).json()
    assert said["success"], uploading.errors_in(said["form"])


def faults_of(answer, upload, what):
    if answer.status not in (200, 302) or answer.kept is not upload.keeps:
        return [(what, answer)]
    return [] if answer.kept or SAYS_WHAT_TO_DO.search(answer.message) else [(what, answer.message)]


@pytest.mark.parametrize("door", PICTURE_DOORS, ids=lambda door: door.address)
def test_every_picture_is_a_good_one_or_refused_with_what_to_do(door, editor):
    faults = []
    for what, upload in PICTURES.items():
        found = faults_of(door.ask(editor, upload), upload, what)
        faults += found
        if upload.keeps and not found:
            image = kept(get_image_model())
            made = opened(image)
            assert made.format in ("JPEG", "PNG", "WEBP", "AVIF", "GIF"), what
            assert SAFE_NAME.fullmatch(image.file.name), (what, image.file.name)
            assert (image.width, image.height) == made.size, what
            for spec in SAMPLE_SPECS:
                image.get_rendition(spec)
    assert faults == []
    assert get_image_model().objects.count() == sum(upload.keeps for upload in PICTURES.values())
    assert not UploadedFile.objects.exists()
    assert_nothing_harmful_is_kept()


def assert_nothing_harmful_is_kept():
    files = uploading.stored()
    assert len(files) > 60
    for name, data in files.items():
        assert [harm for harm in HARMFUL if harm in data] == [], name
        made = Image.open(BytesIO(data))
        assert not dict(made.getexif()), name
        assert not {"xmp", "comment", "icc_profile", "photoshop"} & made.info.keys(), name


def test_sixty_abusive_files_and_more():
    assert len(PICTURES) >= 60
    assert len(DOCUMENTS) >= 50
    assert sum(SECRET.encode() in upload.data or b"GPS" in upload.data for upload in PICTURES.values()) >= 8
    assert sum(SCRIPT.encode() in upload.data for upload in PICTURES.values()) >= 10
    assert max(len(upload.data) for upload in [*PICTURES.values(), *DOCUMENTS.values()]) < 3_000_000


@pytest.mark.parametrize("what", [what for what, upload in PICTURES.items() if not upload.keeps])
def test_a_bomb_is_refused_before_it_is_decoded(what, monkeypatch):
    """What is decoded all the same is no larger than a photograph."""
    decoded, load = [], Image.Image.load

    def watched(picture):
        decoded.append(picture.width * picture.height)
        return load(picture)

    monkeypatch.setattr(Image.Image, "load", watched)
    from django.core.exceptions import ValidationError

    from core.images import without_metadata

    with pytest.raises(ValidationError):
        without_metadata(ContentFile(PICTURES[what].data, name=PICTURES[what].name))
    assert max(decoded, default=0) <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


@pytest.mark.parametrize("what", [*pictures.TURNED, "HEIC with a place in its EXIF", "JPEG of four inks"])
def test_a_picture_stands_upright_with_its_colours(what, editor):
    assert uploading.ONE_PICTURE.ask(editor, PICTURES[what]).kept
    made = opened(kept(get_image_model())).convert("RGB")
    assert made.width > made.height
    assert is_red(made.getpixel((4, 4)))
    assert not is_red(made.getpixel((made.width - 4, 4))) and not is_red(made.getpixel((4, made.height - 4)))


def test_16_bits_are_not_all_white(editor):
    uploading.ONE_PICTURE.ask(editor, PICTURES["grey of 16 bits"])
    made = opened(kept(get_image_model()))
    assert (made.mode, made.getpixel((0, 0)), made.getpixel((1, 0))) == ("L", 16, 240)


@pytest.mark.parametrize("what", ["palette with a hole", "HEIC with a hole", "grey with a hole"])
def test_what_was_seen_through_still_is(what, editor):
    holed = Upload(pictures.saved("HEIF", Image.new("RGBA", (64, 48), (255, 0, 0, 0))), "a.heic")
    upload = holed if what.startswith("HEIC") else PICTURES[what]
    assert uploading.ONE_PICTURE.ask(editor, upload).kept
    assert opened(kept(get_image_model())).has_transparency_data


@pytest.mark.parametrize("what", [what for what in PICTURES if what.startswith("moving")])
def test_what_moves_still_does(what, editor):
    assert uploading.ONE_PICTURE.ask(editor, PICTURES[what]).kept
    assert len(list(ImageSequence.Iterator(opened(kept(get_image_model()))))) == 3


@pytest.mark.parametrize("picture_format", ["JPEG", "HEIF", "PNG"])
def test_a_very_large_photograph_is_kept_smaller(picture_format, editor, monkeypatch):
    monkeypatch.setattr("core.images.intake.KEPT_PIXELS", 5_000)
    upload = Upload(pictures.saved(picture_format, pictures.picture(size=(128, 96))), "a.jpg")
    assert uploading.ONE_PICTURE.ask(editor, upload).kept
    image = kept(get_image_model())
    assert (image.width, image.height) == (64, 48)
    assert is_red(opened(image).getpixel((4, 4)))


def test_a_photograph_of_50_mb_is_taken_and_one_of_70_is_told_what_to_do(editor):
    padding = b"\xff\xe2\xff\xff" + b"\0" * 65_533
    photograph = pictures.JPEG[:2] + padding * 800 + pictures.JPEG[2:]
    assert len(photograph) > 50 * 1024**2
    assert uploading.ONE_PICTURE.ask(editor, Upload(photograph, "a.jpg")).kept
    assert len(uploading.stored()[kept(get_image_model()).file.name]) < 5_000
    answer = uploading.ONE_PICTURE.ask(editor, Upload(padding * 1_100, "a.jpg"))
    assert not answer.kept and "3,000 pixels wide" in answer.message


def test_what_waits_for_its_title_is_clean_already(editor):
    """The page for many files keeps a file whose form is not right, and makes the picture of that."""
    door = Door("wagtailimages:add_multiple", "files[]", {"title": "a" * 300, "collection": "1"}, ajax=True)
    for what in ("JPEG with a place in its EXIF", "HEIC with a place in its EXIF"):
        assert door.ask(editor, PICTURES[what]).kept
        form = "wagtailimages:create_multiple_from_uploaded_image", "uploaded-image"
        complete(editor, *form, UploadedFile.objects.last(), ABOUT_PICTURE)
    assert get_image_model().objects.count() == 2
    for name, data in uploading.stored().items():
        assert not dict(Image.open(BytesIO(data)).getexif()), name
        assert SECRET.encode() not in data


def test_the_details_of_one_of_many_pictures_are_saved_without_its_file(editor):
    assert uploading.MANY_PICTURES.ask(editor, PICTURES["moving GIF"]).kept
    image = kept(get_image_model())
    fields = uploading.prefixed(f"image-{image.pk}", {**ABOUT_PICTURE, "title": "Məktəb"})
    address = reverse("wagtailimages:edit_multiple", args=[image.pk])
    assert editor.post(address, fields, headers={"X-Requested-With": "XMLHttpRequest"}).json()["success"]
    assert kept(get_image_model()).title == "Məktəb"


# Documents


def test_what_a_document_may_be_is_one_list():
    assert sorted(DOCUMENT_KINDS) == settings.WAGTAILDOCS_EXTENSIONS


@pytest.mark.parametrize("door", DOCUMENT_DOORS, ids=lambda door: door.address)
def test_every_document_is_what_it_says_or_refused_with_what_to_do(door, editor):
    faults = []
    for what, upload in DOCUMENTS.items():
        faults += faults_of(door.ask(editor, upload), upload, what)
    assert faults == []
    for (
        waiting
    ) in UploadedFile.objects.all():  # of the page for many files, until somebody says in which language they are
        complete(
            editor, "wagtaildocs:create_multiple_from_uploaded_document", "uploaded-document", waiting, ABOUT_DOCUMENT
        )
    for document in get_document_model().objects.all():
        assert document.file.name.startswith("documents/") and ".." not in document.file.name
        assert document.filename.isprintable() and len(document.file.name) <= 100
    assert get_document_model().objects.count() == sum(upload.keeps for upload in DOCUMENTS.values())
    assert len(uploading.stored()) == get_document_model().objects.count()


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.csv"])
def test_a_document_is_a_file_to_keep_and_nothing_in_it_runs(name, editor, client, settings, tmp_path):
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    data = pdf() if name.endswith("pdf") else b"a <script>alert(1)</script>"
    assert uploading.ONE_DOCUMENT.ask(editor, Upload(data, name)).kept
    response = client.get(kept(get_document_model()).url)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert {"default-src 'none'", "sandbox"} <= set(response.headers["Content-Security-Policy"].split("; "))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response) == data


# Other doors


@pytest.mark.parametrize("what", TABLES)
def test_a_list_of_redirects_is_read_within_limits_or_refused(what, editor):
    response = uploading.REDIRECTS.send(editor, TABLES[what])
    assert response.status_code == 200
    message = uploading.errors_in(response.content.decode())
    assert ("dataset" in response.context) is TABLES[what].keeps, message
    assert TABLES[what].keeps or SAYS_WHAT_TO_DO.search(message), message


@pytest.mark.parametrize(
    "upload",
    [Upload(b"from,to\n/a/,/b/\n\n/short/\n/long/,/c/,d,e\n,\n", "a.csv"), Upload(workbook(), "a.xlsx")],
    ids=lambda upload: upload.name,
)
def test_redirects_of_uneven_rows_are_imported(upload, editor):
    first = uploading.REDIRECTS.send(editor, upload).context["form"]
    form = {name: first[name].value() for name in ("import_file_name", "input_format")}
    response = editor.post(
        reverse("wagtailredirects:process_import"), {**form, "from_index": "0", "to_index": "1", "site": ""}
    )
    assert response.status_code in (200, 302)
    assert set(Redirect.objects.values_list("old_path", flat=True)) <= {"/a", "/long", "/short"}


ACCOUNT = {
    "name_email-first_name": "Aytən",
    "name_email-last_name": "Əliyeva",
    "name_email-email": "admin@example.com",
    "locale-preferred_language": "",
    "locale-current_time_zone": "",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
    "translation_mail-frequency": "daily",
}
PROFILE = Door("wagtailadmin_account", "avatar-avatar", ACCOUNT)


def test_every_profile_picture_is_a_good_one_or_refused_with_what_to_do(editor, admin_user):
    faults = []
    for what, upload in {**pictures.BOMBS, **pictures.BROKEN, **pictures.SECRETS}.items():
        faults += faults_of(PROFILE.ask(editor, upload), upload, what)
    assert faults == []
    for name, data in uploading.stored().items():
        assert not dict(Image.open(BytesIO(data)).getexif()), name
        assert not [harm for harm in HARMFUL if harm in data], name


def test_a_profile_picture_is_seen_by_those_who_work_here_and_by_nobody_else(editor, admin_user, client):
    assert PROFILE.ask(editor, PICTURES["HEIC with a place in its EXIF"]).kept
    address = reverse("core_profile_picture", args=[admin_user.pk])
    assert address in editor.get(reverse("wagtailadmin_home")).content.decode()
    response = editor.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert client.get(address).status_code == 302
    default_storage.delete(admin_user.wagtail_userprofile.avatar.name)
    assert editor.get(address).status_code == 404


# Who may send at all


def test_nobody_who_is_not_logged_in_makes_the_site_write_a_file(client, home, monkeypatch):
    written = []
    monkeypatch.setattr(
        "django.core.files.uploadhandler.TemporaryUploadedFile.__init__", lambda *a, **k: written.append(a)
    )
    large = Upload(b"a" * 3_000_000, "a.bin")
    body = uploading.body_of("file", large, {"username": "a", "password": "b"})
    content_type = f"multipart/form-data; boundary={uploading.BOUNDARY}"
    for address in ("/", "/search/", reverse("wagtailadmin_login"), reverse("wagtailimages:add")):
        assert client.post(address, body, content_type=content_type).status_code < 500
    assert written == []


def test_more_than_anything_takes_is_refused_before_it_is_read(editor, settings):
    settings.LARGEST_UPLOAD = 1_000
    assert uploading.ONE_PICTURE.send(editor, Upload(b"a" * 2_000, "a.jpg")).status_code == 400


@pytest.mark.parametrize("language", ["az", "tr"])
def test_a_refusal_is_in_the_editors_language(language, editor, admin_user):
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = language
    profile.save()
    with translation.override(language):
        answer = uploading.ONE_DOCUMENT.ask(editor, DOCUMENTS["old Word"])
    assert answer.message and not SAYS_WHAT_TO_DO.search(answer.message)
