"""Pictures of a bucket, given out by the site: the public ones, cheaply, and nothing else that lies there."""

from urllib.parse import quote

import pytest
from botocore.exceptions import ResponseStreamingError
from botocore.response import StreamingBody
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.bucket import pictures
from core.bucket.content import PIECE
from core.views import FILE_POLICY
from tests import buckets

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CONTENT = bytes(range(256)) * (PIECE // 64)
NAME = "images/çay.width-320.webp"
ADDRESS = f"/media/{quote(NAME)}"


@pytest.fixture
def asked(monkeypatch, settings):
    """What the bucket has been asked, which has a picture in it."""
    with buckets.in_use(monkeypatch, settings):
        default_storage.save(NAME, ContentFile(CONTENT))
        operations = []
        default_storage.client.meta.events.register(
            "before-call.s3", lambda model, **other: operations.append(model.name) and None
        )
        yield operations


def test_a_picture_comes_in_pieces_with_the_headers_it_has_from_a_disk(client, asked):
    response = client.get(ADDRESS)
    pieces = list(response.streaming_content)
    assert b"".join(pieces) == CONTENT and len(pieces) == 4
    assert asked == ["GetObject"]
    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["Content-Length"] == str(len(CONTENT))
    assert response.headers["Last-Modified"] and response.headers["ETag"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Content-Security-Policy"] == FILE_POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in response.headers and not response.cookies  # else no proxy keeps it


def test_it_may_be_kept_for_minutes_and_not_longer_than_a_consent_lasts(client, asked):
    assert client.get(ADDRESS).headers["Cache-Control"] == "public, max-age=600"


def test_who_has_it_is_told_that_it_is_the_same_and_it_is_not_fetched(client, asked):
    known = client.get(ADDRESS).headers
    asked.clear()
    for header, value in (("if-none-match", known["ETag"]), ("if-modified-since", known["Last-Modified"])):
        response = client.get(ADDRESS, headers={header: value})
        assert response.status_code == 304 and response.content == b""
        assert response.headers["ETag"] == known["ETag"]
        assert response.headers["Cache-Control"] == known["Cache-Control"]
    assert asked == ["HeadObject"] * 2
    assert client.get(ADDRESS, headers={"if-none-match": '"another"'}).status_code == 200


def test_its_head_alone_is_not_fetched_either(client, asked):
    response = client.head(ADDRESS)
    assert (response.status_code, response.headers["Content-Length"]) == (200, str(len(CONTENT)))
    assert asked == ["HeadObject"]


def test_one_that_is_gone_is_not_found_whatever_is_known_of_it(client, asked):
    known = client.get(ADDRESS).headers
    default_storage.delete(NAME)
    assert client.get(ADDRESS).status_code == 404
    assert client.get(ADDRESS, headers={"if-none-match": known["ETag"]}).status_code == 404
    assert client.head(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "documents/secret.pdf",
        "original_images/secret.pdf",
        "images/../documents/secret.pdf",
        "images/..%2fdocuments/secret.pdf",
        "images/%2e%2e/documents/secret.pdf",
        "images/..\\documents\\secret.pdf",
        "images/..%5cdocuments%5csecret.pdf",
        "images/a/../../documents/secret.pdf",
        "images//documents/secret.pdf",
        "images/./../documents/secret.pdf",
        "images/%2fdocuments/secret.pdf",
        "images/../../site-of-others/secret.pdf",
        "images/",
        "images/.",
        "images",
        "images/a/",
        f"images/{'a' * 1100}",
    ],
)
def test_nothing_else_of_the_bucket_can_be_reached(client, asked, path):
    for folder in ("documents", "original_images", "made"):
        default_storage.save(f"{folder}/secret.pdf", ContentFile(b"secret"))
    default_storage.save("images/a/b.png", ContentFile(b"public"))
    asked.clear()
    assert client.get(f"/media/{path}").status_code in (301, 404)
    assert "GetObject" not in asked


def test_one_that_has_begun_is_given_out_to_the_end_whatever_others_meet(client, asked):
    response = client.get(ADDRESS)
    default_storage.guard.close("another one failed")
    assert b"".join(response.streaming_content) == CONTENT


def test_one_that_breaks_off_is_shorter_than_announced_and_no_error_of_ours(client, asked, monkeypatch):
    response = client.get(ADDRESS)
    read = iter([b"x" * PIECE, ResponseStreamingError(error="gone")])

    def break_off(self, amount):
        found = next(read)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(StreamingBody, "read", break_off)
    got = b"".join(response.streaming_content)
    assert CONTENT.startswith(got[:PIECE]) and len(got) < int(response.headers["Content-Length"])


def test_one_thread_of_a_process_is_left_for_pages(client, asked, monkeypatch):
    """The others wait for a bucket that is slow; who comes now is told so, and who comes next need not even wait."""
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    taken = 0
    while pictures.asking.acquire(blocking=False):
        taken += 1
    try:
        assert client.get(ADDRESS).status_code == 503
        assert client.get(ADDRESS).status_code == 503
    finally:
        pictures.asking.release(taken)
    assert taken == 3 and asked == []
    default_storage.guard.closed_until = 0
    for _time in range(taken + 2):  # each gives its place back
        assert client.get(ADDRESS).status_code == 200
        assert client.get(f"{ADDRESS}x").status_code == 404
