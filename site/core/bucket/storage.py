"""Files in a bucket. It stays private: addresses are those of the site, which gives them out itself."""

import mimetypes
import posixpath
from contextlib import closing
from functools import cached_property
from tempfile import SpooledTemporaryFile
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import Storage as AnyStorage
from django.core.files.storage import default_storage
from django.utils.deconstruct import deconstructible
from django.utils.encoding import filepath_to_uri
from django_tasks import task

from core.bucket.address import read
from core.bucket.asking import Guard
from core.bucket.content import IN_MEMORY, Pieces, facts_of, spooled
from core.outage import StorageAway
from core.tasks import in_a_while


@deconstructible
class Storage(AnyStorage):
    """Takes no arguments: Wagtail writes those of a storage into the queue, and the address may have a key in it."""

    timeouts = {"connect_timeout": 2, "read_timeout": 10, "retries": {"mode": "standard", "total_max_attempts": 2}}

    def __init__(self):
        self.address = read(settings.MEDIA_BUCKET)
        self.guard = Guard()
        self.knows_conditions = True  # as most do

    @classmethod
    def at(cls, url):
        """Another bucket than that of the settings."""
        storage = cls()
        storage.address = read(url)
        return storage

    def __str__(self):
        return f"s3://{self.address.bucket}/{self.address.prefix}"

    @cached_property
    def client(self):
        """One for all threads. No checksums of Amazon's own in what is sent: other makers' storages refuse them."""
        return self._client(request_checksum_calculation="when_required", response_checksum_validation="when_required")

    def _client(self, **config):
        from boto3.session import Session

        return Session().client("s3", **self.address.options(**self.timeouts, **config))

    @cached_property
    def impatient(self):
        """The same for who only wants to know whether it answers."""
        return Impatient()

    # What Django asks for

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("A file of a bucket is written as a whole, with save().")
        file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  whoever opens it closes it
        _facts, pieces = self.read(name)
        with closing(pieces):
            for piece in pieces:
                file.write(piece)
        file.seek(0)
        return File(file, name)

    def _save(self, name, content):
        """All of it or nothing, and never upon another file, as on a disk: of two at once one gets another name."""
        with spooled(content) as body:
            while True:
                body.seek(0)
                try:
                    self._put(name, body)
                    return name
                except FileExistsError:
                    name = self.get_available_name(name)

    def _put(self, name, body):
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        condition = {"IfNoneMatch": "*"} if self.knows_conditions else {}  # without: it was free a moment ago
        try:
            with self.guard.asked(name):
                self.client.put_object(**self.place_of(name), Body=body, ContentType=kind, **condition)
        except StorageAway as error:
            if not condition or error.code != "NotImplemented":
                raise
            self.knows_conditions = False
            body.seek(0)
            self._put(name, body)

    def exists(self, name):
        try:
            self.facts(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name):
        return self.facts(name).size

    def get_modified_time(self, name):
        return self.facts(name).modified

    def delete(self, name):
        """Later, if it can't be done now: who deletes has said so, and a picture without consent must go."""
        if not name:
            raise ValueError("The name must be given to delete().")
        try:
            self.delete_now(name)
        except StorageAway:
            if not in_a_while(delete_again, name):
                raise

    def listdir(self, path):
        folder = f"{self.place_of(path)['Key'].rstrip('/')}/".lstrip("/")
        folders, names = [], []
        with self.guard.asked(path):
            asked = {"Bucket": self.address.bucket, "Prefix": folder, "Delimiter": "/"}
            for page in self.client.get_paginator("list_objects_v2").paginate(**asked):
                folders += [one["Prefix"].removeprefix(folder).rstrip("/") for one in page.get("CommonPrefixes", ())]
                names += [one["Key"].removeprefix(folder) for one in page.get("Contents", ()) if one["Key"] != folder]
        return folders, names

    def url(self, name):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name).lstrip("/"))

    # What the bucket is asked

    def place_of(self, name):
        """No name leads out of the prefix."""
        clean = posixpath.normpath(str(name).replace("\\", "/"))
        if clean.startswith(("/", "../")) or clean == "..":
            raise SuspiciousFileOperation(f"{name} is not within the media.")
        return {"Bucket": self.address.bucket, "Key": self.address.prefix + ("" if clean == "." else clean)}

    def facts(self, name):
        with self.guard.asked(name):
            return facts_of(self.client.head_object(**self.place_of(name)))

    def delete_now(self, name):
        with self.guard.asked(name):
            self.client.delete_object(**self.place_of(name))

    def read(self, name):
        """``(facts, pieces)`` of a file: the first piece is here."""
        with self.guard.asked(name):
            answer = self.client.get_object(**self.place_of(name))
        return facts_of(answer), Pieces(self.guard, answer["Body"])

    def is_open_to_all(self, name):
        """Does somebody without a key get the file from the bucket?"""
        from botocore import UNSIGNED

        try:
            with Guard().asked(name):
                self._client(signature_version=UNSIGNED).head_object(**self.place_of(name))
        except (StorageAway, FileNotFoundError):
            return False
        return True


class Impatient(Storage):
    timeouts = {"connect_timeout": 1, "read_timeout": 1.5, "retries": {"total_max_attempts": 1}}


@task()
def delete_again(name):
    default_storage.delete(name)
