"""Where there is a ClamAV, it is asked about every file before anything reads or keeps it; without its answer nothing is
kept.
"""

import contextlib
import socket
import struct
import threading

import pytest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests import uploading
from tests.abusive_documents import pdf, zipped
from tests.abusive_pictures import JPEG, Upload
from tests.test_uploads_abuse import PROFILE

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # what every scanner knows, and harms nobody
DOORS = {
    "picture": (uploading.ONE_PICTURE, Upload(JPEG + EICAR, "a.jpg"), Upload(JPEG, "a.jpg")),
    "many pictures": (uploading.MANY_PICTURES, Upload(JPEG + EICAR, "a.jpg"), Upload(JPEG, "a.jpg")),
    "document": (uploading.ONE_DOCUMENT, Upload(EICAR, "a.txt"), Upload(pdf(), "a.pdf")),
    "many documents": (uploading.MANY_DOCUMENTS, Upload(EICAR, "a.txt"), Upload(pdf(), "a.pdf")),
    "profile picture": (PROFILE, Upload(JPEG + EICAR, "a.jpg"), Upload(JPEG, "a.jpg")),
}


def received(connection):
    """What came by clamd's INSTREAM."""
    stream = connection.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    data = b""
    while size := struct.unpack("!I", stream.read(4))[0]:
        data += stream.read(size)
    return data


@pytest.fixture
def daemon(settings):
    """One that speaks as clamd does, and knows one virus. ``daemon.answer`` is said instead, if it is set."""

    class Daemon:
        answer, seen = None, []

    def run():
        with contextlib.suppress(OSError):
            while True:
                connection, _address = listener.accept()
                with connection:
                    Daemon.seen.append(received(connection))
                    found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in Daemon.seen[-1] else b"stream: OK\0"
                    connection.sendall(Daemon.answer or found)

    Daemon.seen = []
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=run, daemon=True).start()
    settings.CLAMAV = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    yield Daemon
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


@pytest.fixture
def editor(admin_client, speaks_english):
    return admin_client


def kept():
    return uploading.stored()


@pytest.mark.parametrize("door", DOORS)
def test_what_the_scanner_knows_is_refused_with_its_name(door, editor, daemon):
    door, bad, good = DOORS[door]
    answer = door.ask(editor, bad)
    assert not answer.kept and "Eicar-Test-Signature" in answer.message
    assert kept() == {}
    assert door.ask(editor, good).kept
    assert good.data in daemon.seen


@pytest.mark.parametrize("door", DOORS)
def test_without_an_answer_nothing_is_taken_and_people_are_told(door, editor, settings, caplog):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        settings.CLAMAV = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
    door, _bad, good = DOORS[door]
    answer = door.ask(editor, good)
    assert not answer.kept and "does not answer" in answer.message and "tell those who run the site" in answer.message
    assert kept() == {}
    assert "does not answer" in caplog.text


def test_a_scanner_that_can_not_scan_is_none(editor, daemon, caplog):
    daemon.answer = b"INSTREAM size limit exceeded. ERROR\0"
    assert not uploading.ONE_PICTURE.ask(editor, Upload(JPEG, "a.jpg")).kept
    assert "size limit exceeded" in caplog.text


def test_a_large_file_reaches_the_scanner_whole(editor, daemon):
    large = zipped({"a.txt": b"a" * 300_000}, method=0)
    assert uploading.ONE_DOCUMENT.ask(editor, Upload(large, "a.zip")).kept
    assert daemon.seen == [large]


def test_a_daemon_behind_a_socket_file_is_asked_the_same(editor, settings, tmp_path):
    settings.CLAMAV = f"unix://{tmp_path}/clamd"
    answer = uploading.ONE_PICTURE.ask(editor, Upload(JPEG, "a.jpg"))
    assert not answer.kept and "does not answer" in answer.message
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(f"{tmp_path}/clamd")
    listener.listen()

    def run():
        connection, _address = listener.accept()
        received(connection)
        connection.sendall(b"stream: OK\0")
        connection.close()

    threading.Thread(target=run, daemon=True).start()
    assert uploading.ONE_PICTURE.ask(editor, Upload(JPEG, "a.jpg")).kept
    listener.close()


def test_without_one_nobody_is_asked(editor, settings, monkeypatch):
    settings.CLAMAV = ""
    monkeypatch.setattr("core.uploads.scanning.ask", lambda file: pytest.fail("asked"))
    assert uploading.ONE_PICTURE.ask(editor, Upload(JPEG, "a.jpg")).kept
    assert get_image_model().objects.count() == 1 and not get_document_model().objects.exists()
