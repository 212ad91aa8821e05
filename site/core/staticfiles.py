"""One style sheet from the parts in ``static/css``: no Node, no build step, the same file in every environment."""

import os
from base64 import b64encode
from functools import lru_cache
from hashlib import sha384
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage

SHEET = "css/site.css"
PARTS = settings.BASE_DIR / "static" / "css"


def concatenated():
    """The parts in the order of their layers: the numbered files first, then the components by name."""
    parts = [*sorted(PARTS.glob("[0-9]*.css")), *sorted((PARTS / "components").glob("*.css"))]
    return "\n".join(part.read_text("utf-8").strip() for part in parts) + "\n"


class SiteCssFinder(BaseFinder):
    """Writes ``css/site.css`` to the data folder whenever a part has changed, and finds it there."""

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "assets")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != SHEET:
            return []
        found = self._write()
        return [found] if find_all else found

    def list(self, ignore_patterns):
        self._write()
        yield SHEET, self.storage

    def _write(self):
        target = Path(self.storage.path(SHEET))
        text = concatenated()
        if not target.exists() or target.read_text("utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            scratch = target.with_suffix(f".{os.getpid()}")  # of this process alone
            scratch.write_text(text, "utf-8")
            scratch.replace(target)
        return str(target)


def integrity(name):
    """What a browser is to find in a script of ours before it runs it (Subresource Integrity)."""
    if hasattr(staticfiles_storage, "stored_name"):  # collected: never changed under its name
        return _digest(staticfiles_storage.path(staticfiles_storage.stored_name(name)), 0)
    path = finders.find(name)
    return _digest(path, Path(path).stat().st_mtime_ns)


@lru_cache
def _digest(path, changed_at):
    return "sha384-" + b64encode(sha384(Path(path).read_bytes()).digest()).decode()
