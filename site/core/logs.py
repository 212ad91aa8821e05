"""One line of JSON for each event, and nothing of any person in it.

A log is read by many, kept by others and forgotten by nobody. Left out wherever they stand: addresses of machines and of
people, what follows the ? of an address, tokens, passwords, and rows that PostgreSQL quotes in its errors.
"""

import ipaddress
import json
import logging
import re
from datetime import UTC, datetime

GONE = "…"
SECRET_PARTS = {"token", "uidb64", "key", "signature"}  # of an address, by the names that urls.py has for them
ROW = re.compile(r"^DETAIL: (?:.+\n?)+", re.MULTILINE)
CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")
EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
QUERY = re.compile(r"(?<=[\w/\-.])\?[^\s\"'<>)\]]+")
LONG = re.compile(r"[A-Za-z0-9_:=\-]{20,}")
FOUR, SIX = r"\d{1,3}(?:\.\d{1,3}){3}", r"[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:])"
MACHINE = re.compile(rf"(?<![\w.:])(?:{FOUR}(?![\w.]*\w)|{SIX})")


class JsonLines(logging.Formatter):
    def format(self, record):
        request = getattr(record, "request", None)
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(without_secret_parts(record.getMessage(), request)),
        }
        if hasattr(request, "method"):  # django.server has a socket there
            entry["method"] = request.method
        if hasattr(record, "status_code"):
            entry["status"] = record.status_code
        if record.exc_info and record.exc_info[0]:
            entry["error"] = record.exc_info[0].__name__
            entry["traceback"] = scrubbed(without_secret_parts(self.formatException(record.exc_info), request))
        return json.dumps(entry, ensure_ascii=False)


def without_secret_parts(text, request):
    match = getattr(request, "resolver_match", None)
    for name, value in (match.kwargs if match else {}).items():
        if name in SECRET_PARTS and value:
            text = text.replace(str(value), GONE)
    return text


def scrubbed(text):
    text = ROW.sub(f"DETAIL: {GONE}\n", text)
    text = CREDENTIALS.sub(f"{GONE}@", text)
    text = EMAIL.sub(GONE, text)
    text = QUERY.sub(f"?{GONE}", text)
    text = LONG.sub(lambda found: GONE if is_secret(found[0]) else found[0], text)
    return MACHINE.sub(lambda found: GONE if is_machine(found[0]) else found[0], text)


def is_secret(text):
    """Signed and random texts mix what names, words and slugs do not: capitals and digits. The id of a task does so too."""
    return (
        not text.startswith("id=")
        and any(letter.isdigit() for letter in text)
        and any("A" <= letter <= "Z" for letter in text)
    )


def is_machine(text):
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
