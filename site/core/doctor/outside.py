"""The site as a reader reaches it: by its address, through whatever stands in front of it."""

import secrets
import socket
import ssl
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from core.doctor.finding import advice, good, wrong

PATIENCE = 10
SKEW = 60
FEW_DAYS = 14
LEAST_HSTS = 31_536_000
PNG = b"\x89PNG\r\n\x1a\n"
LISTED = ("", "images/", "documents/", "original_images/", "made/")


def front_page():
    url = base()
    try:
        answer, headers = get(url)
    except ssl.SSLCertVerificationError as error:
        yield wrong(
            f"Browsers will refuse the certificate of {url}: {error.verify_message}.",
            "Get a new one; Caddy does it by itself.",
        )
        return
    except (OSError, HTTPException) as error:
        yield wrong(
            f"{url} can't be reached ({type(error).__name__}).",
            "See that the name leads to this server, that ports 80 and 443 are open, and that the proxy runs.",
        )
        return
    yield from judge(url, answer, headers)


def judge(url, answer, headers):
    if answer in (301, 302, 307, 308) and headers["Location"] == url:
        yield wrong(f"{url} leads to itself for ever.", "Let the proxy set X-Forwarded-Proto, and set BEHIND_PROXY=1.")
    elif answer == 400:
        yield wrong(
            f"The site refuses its own name at {url}.",
            "Let the proxy pass the host on, and see that ALLOWED_HOSTS has it.",
        )
    elif answer in (502, 503, 504):
        yield wrong(f"The proxy answers at {url}, the site behind it does not.", "Start it: systemctl start outreach")
    elif answer != 200:
        yield wrong(f"{url} answers {answer}.", "The log says why.")
    else:
        yield good(f"{url} answers.")
    if headers["Date"]:
        skew = abs((parsedate_to_datetime(headers["Date"]) - timezone.now()).total_seconds())
        if skew > SKEW:
            yield wrong(
                f"The clocks of this machine and of the server are {skew:.0f} s apart.",
                "Keep both on time, with chrony.",
            )


def transport():
    url = base()
    if not url.startswith("https:"):
        return
    headers = get(url)[1]
    age = next(
        (
            part.partition("=")[2]
            for part in (headers["Strict-Transport-Security"] or "").split(";")
            if "max-age" in part
        ),
        "0",
    )
    if int(age.strip('"') or 0) < LEAST_HSTS:
        yield wrong("Strict-Transport-Security is missing or short.", "Let the proxy pass on the headers of the site.")
    if get(url, {"X-Forwarded-Proto": "http"})[0] != 200:
        yield wrong(
            "The proxy passes on X-Forwarded-Proto as a reader sends it.",
            "Let it set the header itself: proxy_set_header X-Forwarded-Proto $scheme in nginx; Caddy does so.",
        )


def certificate():
    url = urlsplit(base())
    if url.scheme != "https":
        return
    try:
        with (
            socket.create_connection((url.hostname, url.port or 443), PATIENCE) as plain,
            tls().wrap_socket(plain, server_hostname=url.hostname) as secure,
        ):
            until = ssl.cert_time_to_seconds(secure.getpeercert()["notAfter"])
    except OSError:
        return  # said with the front page
    days = int((until - timezone.now().timestamp()) // 86_400)
    if days < FEW_DAYS:
        yield wrong(f"The certificate ends in {days} days.", "See why it is not renewed: journalctl -u caddy")
    else:
        yield good(f"The certificate is good for {days} days.")


def plain_http():
    url = urlsplit(base())
    if url.scheme != "https" or url.port:
        return
    try:
        answer, headers = get(f"http://{url.hostname}/")
    except (OSError, HTTPException):
        yield advice(
            "Nobody answers at port 80: who types the name alone may not find the site.",
            "Open it; the proxy leads on to https.",
        )
        return
    if answer not in (301, 302, 307, 308) or not (headers["Location"] or "").startswith("https://"):
        yield wrong("Pages are given out without TLS at port 80.", "Let the proxy lead on to https.")


def media():
    """Pictures are public. Documents have their own rules and the view that keeps them, and no folder is a list."""
    listed = [path for path in LISTED if answers_well(f"{settings.MEDIA_URL}{path}")]
    if listed:
        paths = ", ".join(f"{settings.MEDIA_URL}{path}" for path in listed)
        yield wrong(f"Everybody can list {paths}.", "Switch listings off in what serves them (autoindex, browse).")
    open_to_all = [folder for folder in ("documents", "original_images", "made") if can_be_fetched(folder)]
    if open_to_all:
        yield wrong(
            f"Everybody can fetch files of media/{', media/'.join(open_to_all)}.",
            "Serve media/images/ and nothing else of media/.",
        )
    if not can_be_fetched("images"):
        yield wrong(
            "Pictures are not served.",
            "Let the proxy pass /media/images/ on to the site (deploy/nginx/bucket.conf), without SERVE_MEDIA=0."
            if settings.MEDIA_BUCKET
            else "Let the proxy serve DATA_DIR/media/images/ at /media/images/, or set SERVE_MEDIA=1.",
        )
    elif not listed and not open_to_all:
        yield good("Pictures are public, documents and originals are not.")


def can_be_fetched(folder):
    name = default_storage.save(f"{folder}/doctor-{secrets.token_hex(8)}.png", ContentFile(PNG))
    try:
        return answers_well(f"{settings.MEDIA_URL}{name}")
    finally:
        default_storage.delete(name)


def metrics():
    if answers_well("/metrics"):
        yield wrong(
            "Everybody can read /metrics.", "Set METRICS_TOKEN on the site, and no Authorization header in the proxy."
        )


def answers_well(path):
    try:
        return get(urljoin(base(), path))[0] == 200
    except (OSError, HTTPException):
        return False


def base():
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/"


def get(address, headers=None):
    """Status and headers; redirects are not followed."""
    url = urlsplit(address)
    options = {"context": tls()} if url.scheme == "https" else {}
    connection = (HTTPSConnection if options else HTTPConnection)(url.hostname, url.port, timeout=PATIENCE, **options)
    try:
        connection.request("GET", url.path or "/", headers=headers or {})
        response = connection.getresponse()
        return response.status, response.headers
    finally:
        connection.close()


def tls():
    return ssl.create_default_context()
