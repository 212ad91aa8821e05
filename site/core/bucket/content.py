"""What is in a file of a bucket, on its way out and in."""

from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

PIECE = 1 << 18  # bytes: nearly every size of a picture is one
IN_MEMORY = 1 << 21  # bytes of a file; what is larger lies in the folder for temporary files while it is used


class Facts(NamedTuple):
    etag: str
    size: int
    modified: datetime


class Pieces:
    """The content of a file, to be gone through once. A bucket that stops in the middle raises."""

    def __init__(self, guard, body):
        self.guard, self.body = guard, body
        self.first = self.next()

    def next(self):
        with self.guard.answering():
            return self.body.read(PIECE)

    def __iter__(self):
        piece = self.first
        while piece:
            yield piece
            piece = self.next()

    def close(self):
        self.body.close()


def facts_of(answer):
    return Facts(answer["ETag"], answer["ContentLength"], answer["LastModified"])


@contextmanager
def spooled(content):
    """As a file that can be read again: what is sent is signed first, and sent anew if the connection breaks."""
    with SpooledTemporaryFile(IN_MEMORY) as file:
        for piece in content.chunks():
            file.write(piece.encode() if isinstance(piece, str) else piece)
        yield file
