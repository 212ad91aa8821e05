"""Requests that are still being sent leave a thread to who only reads."""

import io
import threading

import pytest

from core.slow_bodies import Door

pytestmark = pytest.mark.once


class Pipe(io.BytesIO):
    """Gives what it has when it is let."""

    def __init__(self, data):
        super().__init__(data)
        self.asked, self.may = threading.Event(), threading.Event()

    def read(self, *size):
        self.asked.set()
        assert self.may.wait(10)
        return super().read(*size)


def app(environ, start_response):
    body = environ["wsgi.input"].read()
    environ["then"]()
    start_response("200 OK", [])
    return [body]


def send(door, stream, then=lambda: None):
    given = []
    environ = {"PATH_INFO": "/", "REQUEST_METHOD": "POST", "CONTENT_LENGTH": "3", "wsgi.input": stream, "then": then}
    door(environ, lambda status, headers: given.append(status))
    return given


def read(door):
    given = []
    environ = {"PATH_INFO": "/", "REQUEST_METHOD": "GET", "wsgi.input": io.BytesIO(), "then": lambda: None}
    door(environ, lambda status, headers: given.append(status))
    return given


def test_one_too_many_is_told_to_come_again_and_a_reader_is_answered():
    door, slow = Door(app, most=1), Pipe(b"abc")
    thread = threading.Thread(target=send, args=[door, slow])
    thread.start()
    try:
        assert slow.asked.wait(10)
        assert send(door, io.BytesIO(b"abc")) == ["503 Service Unavailable"]
        assert read(door) == ["200 OK"]
    finally:
        slow.may.set()
        thread.join()
    assert send(door, io.BytesIO(b"abc")) == ["200 OK"]


def test_whoever_has_sent_all_holds_no_place_while_it_is_worked_on():
    door = Door(app, most=1)
    within = []
    send(door, io.BytesIO(b"abc"), then=lambda: within.extend(send(door, io.BytesIO(b"abc"))))
    assert within == ["200 OK"]


def test_nor_who_is_refused_unread_or_fails():
    def broken(environ, start_response):
        raise ValueError

    door = Door(broken, most=1)
    for _ in range(3):
        with pytest.raises(ValueError):
            send(door, io.BytesIO(b"abc"))
