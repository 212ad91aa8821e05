"""ClamAV, where there is one (``CLAMAV``): its daemon is sent every file before it is read by us or kept.

A daemon that can't answer means that no file is taken: whoever configured one relies on it.
"""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

from core.uploads.messages import infected, not_scanned

CHUNK = 64 * 1024
SECONDS = 30
logger = logging.getLogger(__name__)


def refuse_infected(file):
    if not settings.CLAMAV:
        return
    try:
        answer = ask(file)
    except OSError as error:
        logger.error("The virus scanner at %s does not answer: %s. No file is taken.", settings.CLAMAV, error)
        raise not_scanned() from error
    if answer.endswith("FOUND"):
        found = answer.removeprefix("stream: ").removesuffix(" FOUND")
        logger.warning("The virus scanner found %s in an upload.", found)
        raise infected(found)
    if not answer.endswith("OK"):  # a file larger than its StreamMaxLength, for one
        logger.error("The virus scanner answers “%s”. The file is not taken.", answer)
        raise not_scanned()


def ask(file):
    """clamd's INSTREAM: pieces with their length before them, an empty one at the end, and one line that answers."""
    with connected() as daemon:
        file.seek(0)
        try:
            daemon.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                daemon.sendall(struct.pack("!I", len(chunk)) + chunk)
            daemon.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has read enough, and says why
        finally:
            file.seek(0)
        answer = b"".join(iter(lambda: daemon.recv(CHUNK), b""))
    return answer.decode("utf-8", "replace").strip("\0\n ")


def connected():
    address = urlsplit(settings.CLAMAV)
    if address.scheme == "unix":
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(SECONDS)
        try:
            daemon.connect(address.path)
        except OSError:
            daemon.close()
            raise
        return daemon
    return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
