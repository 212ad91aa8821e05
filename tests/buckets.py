"""A bucket for the media of a test, within the process; and one that is away."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.storage import default_storage, storages
from django.utils.functional import empty

from tests.factories import picture_file

ADDRESS = "s3://uploads/of/the/site?region_name=us-east-1"
PREFIX = "of/the/site/"
PICTURE = SimpleNamespace(name="foto.png", content_type="image/png", data=picture_file((800, 600)).read())
DOCUMENT = SimpleNamespace(name="fayl.txt", content_type="text/plain", data="Çay".encode())


def use(settings, address=ADDRESS):
    """What ``MEDIA_BUCKET`` does in the settings."""
    settings.MEDIA_BUCKET = address
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "core.bucket.storage.Storage"}}
    anew()


def anew():
    storages._storages.pop("default", None)
    default_storage._wrapped = empty


@contextmanager
def s3(monkeypatch):
    moto = pytest.importorskip("moto")
    import boto3

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with moto.mock_aws():
        yield boto3.resource("s3", region_name="us-east-1")


@contextmanager
def in_use(monkeypatch, settings):
    """One with nothing in it, where the media are kept."""
    with s3(monkeypatch) as made:
        bucket = made.create_bucket(Bucket="uploads")
        use(settings)
        yield bucket
    anew()


@contextmanager
def away(monkeypatch, error=None):
    """Every question to the bucket fails; the list of them."""
    asked = []

    def fail(self, operation, arguments):
        asked.append(operation)
        raise error or EndpointConnectionError(endpoint_url="https://s3.example.org")

    with monkeypatch.context() as patch:
        patch.setattr("botocore.client.BaseClient._make_api_call", fail)
        yield asked
    default_storage.guard.closed_until = 0
