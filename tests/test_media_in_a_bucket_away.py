"""The bucket gone, frozen or locked: readers read on, whoever wants a file is told, and it comes back by itself."""

import json
import logging
import socket
import time

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from core.bucket.asking import BREAK
from core.doctor import files
from core.doctor.finding import GOOD, WRONG
from core.health import probes
from core.images import making
from core.images.places import FIRST, SPECS
from core.models import DocumentText, SiteDocument, SiteImage
from core.outage import StorageAway
from core.search.indexing import read_document
from tests import buckets
from tests.factories import make_document, make_image
from tests.services import free_port
from tests.uploading import MANY_DOCUMENTS, MANY_PICTURES, ONE_DOCUMENT, ONE_PICTURE, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def bucket(monkeypatch, settings):
    with buckets.in_use(monkeypatch, settings) as made:
        yield made


@pytest.fixture
def away(bucket, monkeypatch):
    with buckets.away(monkeypatch) as asked:
        yield asked


@pytest.fixture
def log(caplog, monkeypatch):
    """Also what Django writes of requests, of which tests hear nothing otherwise."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", False)
    return caplog


@pytest.fixture
def editor(admin_user):
    one = Client(raise_request_exception=False, headers={"accept-language": "tr"})
    one.force_login(admin_user)
    return one


# Readers


@pytest.mark.usefixtures("demo")
def test_no_page_asks_the_bucket(client, away):
    """A page of each type, in each language that has one, with the pictures that it shows."""
    pages, shown = {}, 0
    for page in Page.objects.live().filter(depth__gt=1).specific().order_by("path"):
        pages.setdefault((type(page), page.locale_id), page)
    assert len({model for model, _locale in pages}) >= 15
    for page in pages.values():
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        shown += response.content.count(b"/media/images/")
    for path in ("/search/?q=a", "/data/", "/sitemap.xml"):
        assert client.get(path).status_code == 200, path
    assert shown > 10
    assert away == []


def test_a_picture_or_document_that_can_not_be_had_is_a_page_that_says_so(bucket, monkeypatch, log):
    document = make_document()
    name = default_storage.save("images/a.png", ContentFile(b"a"))
    reader = Client(raise_request_exception=False)
    with buckets.away(monkeypatch):
        for path in (f"/media/{name}", document.url):
            response = reader.get(path)
            assert response.status_code == 503
            assert response.headers["Retry-After"] and response.headers["Cache-Control"] == "no-store"
            assert '<html lang="az">' in response.content.decode()
    said = [record for record in log.records if record.getMessage().startswith("Service Unavailable")]
    assert len(said) == 2 and not any(record.exc_info for record in said)
    assert reader.get(f"/media/{name}").status_code == reader.get(document.url).status_code == 200


def test_it_is_said_also_where_no_view_has_asked(client, away, monkeypatch):
    monkeypatch.setattr("core.redirects.middleware.Redirects.__call__", lambda self, request: default_storage.open("a"))
    assert Client(raise_request_exception=False).get("/").status_code == 503


def test_after_a_failure_nobody_else_waits_until_it_is_asked_again(bucket, monkeypatch):
    name = default_storage.save("a.txt", ContentFile(b"a"))
    with buckets.away(monkeypatch) as asked:
        for _time in range(5):
            with pytest.raises(StorageAway):
                default_storage.open(name)
        assert len(asked) == 1
        default_storage.guard.closed_until -= BREAK
        with pytest.raises(StorageAway):
            default_storage.open(name)
        assert len(asked) == 2
    assert default_storage.open(name).read() == b"a"


def test_what_is_refused_keeps_nobody_from_asking_for_something_else(bucket, monkeypatch):
    with buckets.away(monkeypatch, refusal("AccessDenied", 403)) as asked:
        for _time in range(2):
            with pytest.raises(StorageAway):
                default_storage.open("a.txt")
    assert len(asked) == 2


@pytest.mark.parametrize("kind", ["nobody listens", "nobody answers"])
def test_nobody_waits_for_long(settings, monkeypatch, kind):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = free_port() if kind == "nobody listens" else silent.getsockname()[1]
        buckets.use(settings, f"s3://uploads?region_name=us-east-1&endpoint_url=http://127.0.0.1:{port}")
        config = default_storage.client.meta.config
        assert (config.connect_timeout, config.read_timeout, config.retries["total_max_attempts"]) == (2, 10, 2)
        default_storage.impatient.client  # noqa: B018  making it takes longer than asking
        began = time.monotonic()
        with pytest.raises(StorageAway):
            default_storage.impatient.exists("a.txt")
        assert time.monotonic() - began < 5
    buckets.anew()


# Editors


@pytest.mark.parametrize("door", [ONE_PICTURE, ONE_DOCUMENT])
def test_who_sends_a_file_is_told_that_it_was_not_taken_and_what_to_do(editor, away, log, door):
    response = door.send(editor, buckets.PICTURE if door is ONE_PICTURE else buckets.DOCUMENT)
    text = response.content.decode()
    assert response.status_code == 503 and '<html lang="tr">' in text
    assert "Dosyaların saklandığı yer yanıt vermiyor" in text and "Yazdıklarınız kaybolmadı" in text
    assert not SiteImage.objects.exists() and not SiteDocument.objects.exists()
    assert not any(record.exc_info for record in log.records)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("door", [MANY_PICTURES, MANY_DOCUMENTS])
def test_the_page_for_many_files_is_told_too(editor, away, door):
    editor.defaults["HTTP_ACCEPT"] = "application/json"
    response = door.send(editor, buckets.PICTURE if door is MANY_PICTURES else buckets.DOCUMENT)
    assert response.status_code == 503
    assert json.loads(response.content)["error_code"] == "unavailable"
    assert not SiteImage.objects.exists() and not SiteDocument.objects.exists()


def test_the_admin_can_be_used_meanwhile(bucket, editor, monkeypatch):
    image, document = make_image(size=(800, 600)), make_document()
    with buckets.away(monkeypatch):
        for name, args in (
            ("wagtailadmin_home", []),
            ("wagtailimages:index", []),
            ("wagtailimages:edit", [image.pk]),
            ("wagtailimages_chooser:choose", []),
            ("wagtaildocs:index", []),
            ("wagtaildocs:edit", [document.pk]),
        ):
            assert editor.get(reverse(name, args=args)).status_code == 200, name
        chosen = editor.get(reverse("wagtailimages_chooser:chosen", args=[image.pk]))
        assert chosen.status_code == 503  # a size that only the admin shows has to be made first


def test_a_picture_whose_sizes_can_not_be_made_now_gets_them_later(bucket, settings, monkeypatch):
    image = make_image(size=(800, 600))
    image.renditions.all().delete()
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    with buckets.away(monkeypatch) as asked:
        making.make.call(image.pk)
    assert len(asked) == 1
    [task] = DBTaskResult.objects.filter(task_path="core.images.making.make")
    assert task.run_after.year < 9000
    making.make.call(image.pk)
    assert image.renditions.filter(filter_spec__in=SPECS).count() >= len(FIRST)


def test_a_document_that_can_not_be_read_now_is_read_when_it_is_indexed_next(bucket, monkeypatch):
    document = make_document(name="a.txt", content="Çay".encode())
    DocumentText.objects.all().delete()
    with buckets.away(monkeypatch):
        assert not read_document(document)
    assert read_document(document)


# Who looks after the site


def test_readyz_says_that_the_storage_is_gone_and_the_site_stays_in_service(bucket, client, monkeypatch):
    probes.examination.forget()
    assert client.get("/readyz").json()["checks"]["storage"] == "ok"
    assert stored() == {}
    with buckets.away(monkeypatch):
        probes.examination.forget()
        response = client.get("/readyz")
    probes.examination.forget()
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["checks"]["storage"] == "failed"


def refusal(code, status):
    said = {"Error": {"Code": code, "Message": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(said, "ListObjectsV2")


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (refusal("NoSuchBucket", 404), "Make the bucket"),
        (refusal("SignatureDoesNotMatch", 403), "AWS_SECRET_ACCESS_KEY"),
        (refusal("InvalidAccessKeyId", 403), "AWS_ACCESS_KEY_ID"),
        (refusal("AccessDenied", 403), "s3:PutObject"),
        (None, "endpoint_url"),
    ],
)
def test_the_doctor_says_what_to_do(bucket, monkeypatch, error, advice):
    with buckets.away(monkeypatch, error):
        [finding] = files.storage()
    assert finding.level == WRONG and advice in finding.do


def test_the_doctor_uses_every_right_once_and_leaves_nothing(bucket, monkeypatch):
    asked = []
    default_storage.client.meta.events.register(
        "before-call.s3", lambda model, **other: asked.append(model.name) and None
    )
    assert [finding.level for finding in files.storage()] == [GOOD]
    assert {"ListObjectsV2", "PutObject", "GetObject", "DeleteObject"} <= {*asked}
    assert stored() == {}


def test_the_doctor_sees_a_bucket_that_is_missing_and_one_that_is_open_to_all(bucket, monkeypatch):
    put = default_storage.client.put_object
    monkeypatch.setattr(default_storage.client, "put_object", lambda **sent: put(**sent, ACL="public-read"))
    assert [finding.level for finding in files.storage()] == [GOOD, WRONG]
    bucket.delete()
    [finding] = files.storage()
    assert "NoSuchBucket" in finding.text and "uploads" in finding.text
