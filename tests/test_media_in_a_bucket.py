"""Uploads kept in a bucket: as on a disk, but that the bucket is private and nobody's page leads to it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core.bucket import address
from core.bucket.content import IN_MEMORY
from core.bucket.storage import Storage
from core.models import SiteDocument, SiteImage
from tests import buckets
from tests.factories import PDF, committed, make_document, make_image
from tests.test_settings import SECRET, production
from tests.uploading import ONE_DOCUMENT, ONE_PICTURE, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def bucket(monkeypatch, settings):
    with buckets.in_use(monkeypatch, settings) as made:
        yield made


def keys(bucket):
    return {one.key for one in bucket.objects.all()}


# What is set


def test_the_address_is_read_as_that_of_backups():
    read = address.read("s3://bucket/a/prefix/?endpoint_url=https://s3.example.org&addressing_style=path")
    assert (read.bucket, read.prefix, read.given) == ("bucket", "a/prefix/", {"endpoint_url": "https://s3.example.org"})
    assert read.options()["config"].s3 == {"addressing_style": "path"}
    assert address.read("s3://bucket").prefix == ""


SHOW = """
import django; django.setup()
from django.conf import settings
from django.core.files.storage import default_storage
import sys, urls
print(type(default_storage._wrapped).__module__ if default_storage.url("a") else "", settings.SERVE_MEDIA)
print("boto3" in sys.modules or "botocore" in sys.modules)
"""


@pytest.mark.parametrize(
    ("setting", "said"),
    [({}, "core.whole_files False\nFalse\n"), ({"MEDIA_BUCKET": "s3://uploads"}, "core.bucket.storage True\nTrue\n")],
)
def test_nothing_of_it_is_loaded_without_the_setting(tmp_path, setting, said):
    result = production(tmp_path, SHOW, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org", **setting)
    assert result.stdout == said, result.stderr


def test_what_is_no_bucket_is_refused_at_the_start(tmp_path):
    result = production(
        tmp_path, SECRET_KEY=SECRET, ALLOWED_HOSTS="example.org", MEDIA_BUCKET="https://uploads.example.org"
    )
    assert "ImproperlyConfigured: MEDIA_BUCKET has to be like s3://" in result.stderr


# As on a disk


def test_what_is_stored_is_found_again_and_deleted(bucket):
    name = default_storage.save("documents/Çay.txt", ContentFile("çay"))
    assert keys(bucket) == {f"{buckets.PREFIX}documents/Çay.txt"}
    with default_storage.open(name) as file:
        assert file.read() == "çay".encode() and file.size == 4
    assert default_storage.exists(name) and default_storage.size(name) == 4
    assert abs(default_storage.get_modified_time(name) - datetime.now(UTC)) < timedelta(minutes=5)
    assert default_storage.listdir("") == (["documents"], [])
    assert default_storage.listdir("documents") == ([], ["Çay.txt"])
    default_storage.delete(name)
    assert not default_storage.exists(name) and keys(bucket) == set()
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)
    with pytest.raises(FileNotFoundError):
        default_storage.size(name)


def test_a_large_file_passes_in_pieces_and_can_be_read_from_any_place(bucket):
    content = bytes(range(256)) * (IN_MEMORY // 128)
    with default_storage.open(default_storage.save("a.bin", ContentFile(content))) as file:
        assert file.size == len(content)
        assert file.read() == content
        file.seek(-256, 2)
        assert file.read() == content[:256]


def test_a_name_that_is_taken_is_not_written_over(bucket):
    first = default_storage.save("a.txt", ContentFile(b"one"))
    assert default_storage.save("a.txt", ContentFile(b"another")) != first
    assert default_storage.open(first).read() == b"one"


def test_of_two_at_once_one_gets_another_name(bucket, monkeypatch):
    """Both have seen that the name is free."""
    free = iter(["a.txt", "a.txt", "b.txt"])
    monkeypatch.setattr(Storage, "get_available_name", lambda self, name, max_length=None: next(free))
    default_storage.save("a.txt", ContentFile(b"one"))
    default_storage.save("a.txt", ContentFile(b"another"))
    assert stored() == {"a.txt": b"one", "b.txt": b"another"}


def test_a_storage_that_knows_no_conditions_is_given_the_file_without_one(bucket, monkeypatch):
    from botocore.exceptions import ClientError

    put = default_storage.client.put_object

    def refuse(**sent):
        if "IfNoneMatch" in sent:
            said = {"Error": {"Code": "NotImplemented"}, "ResponseMetadata": {"HTTPStatusCode": 501}}
            raise ClientError(said, "PutObject")
        return put(**sent)

    monkeypatch.setattr(default_storage.client, "put_object", refuse)
    name = default_storage.save("a.txt", ContentFile(b"whole"))
    assert default_storage.open(name).read() == b"whole"


@pytest.mark.parametrize("name", ["../a.txt", "..\\a.txt", "images/../../a.txt", "/a.txt", ".."])
def test_no_name_leads_out_of_the_prefix(bucket, name):
    bucket.put_object(Key="of/the/a.txt", Body=b"somebody else's")
    for ask in (default_storage.exists, default_storage.open, default_storage.delete):
        with pytest.raises(SuspiciousFileOperation):
            ask(name)


# Private


def test_addresses_are_the_sites_own_and_nobody_else_is_let_in(bucket):
    image, document = make_image(), make_document()
    assert image.file.url == f"/media/{image.file.name}"
    assert document.url == reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    for one in bucket.objects.all():
        grantees = [grant["Grantee"].get("URI", "") for grant in one.Object().Acl().grants]
        assert not any("AllUsers" in grantee for grantee in grantees)


def test_the_queue_knows_no_address_of_the_bucket(bucket, settings):
    """Wagtail writes the arguments of the storage beside the name of a file that is to be deleted."""
    assert default_storage.deconstruct()[1:] == ((), {})


# Through the site


def test_editors_upload_pictures_and_documents(bucket, client, admin_user):
    client.force_login(admin_user)
    with committed():
        assert ONE_PICTURE.ask(client, buckets.PICTURE).kept
    assert ONE_DOCUMENT.ask(client, buckets.DOCUMENT).kept
    image, document = SiteImage.objects.get(), SiteDocument.objects.get()
    assert {f"{buckets.PREFIX}{one.file.name}" for one in (image, document)} <= keys(bucket)
    assert image.renditions.exists()
    for name in ("wagtailimages:index", "wagtaildocs:index"):
        assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200


def test_a_document_is_downloaded_through_the_site(bucket, client):
    document = make_document(name="hesabat.pdf")
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert re.match(r"attachment; .*hesabat\.pdf", response.headers["Content-Disposition"])
    assert response.headers["Content-Length"] == str(len(PDF))
    again = client.get(document.url, headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304
    default_storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_what_can_not_be_deleted_now_is_deleted_later(bucket, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
    name = default_storage.save("images/a.png", ContentFile(b"of somebody"))
    with buckets.away(monkeypatch):
        default_storage.delete(name)
    assert default_storage.exists(name)
    [task] = DBTaskResult.objects.filter(task_path="core.bucket.storage.delete_again")
    task.task.call(*task.args_kwargs["args"])
    assert not default_storage.exists(name)
