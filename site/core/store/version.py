"""What makes pages beside their content: code, templates, catalogues and settings. Other ones, other pages."""

import hashlib
import json
from functools import lru_cache
from itertools import chain

from django.conf import settings

FOLDERS = ("home", "locale", "news", "projects", "site", "static", "translation")
SUFFIXES = {".css", ".html", ".js", ".json", ".mo", ".py", ".svg", ".txt", ".xml"}


@lru_cache(maxsize=1)
def version():
    digest = hashlib.sha256()
    for name in sorted(dir(settings)):
        if name.isupper() and name != "SECRET_KEY":
            try:
                digest.update(f"{name}={json.dumps(getattr(settings, name), sort_keys=True)}\n".encode())
            except TypeError:
                continue  # not plain data
    for path in sorted(chain(*[(settings.BASE_DIR / folder).rglob("*") for folder in FOLDERS])):
        if path.suffix in SUFFIXES:
            found = path.stat()
            digest.update(f"{path}:{found.st_size}:{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:8]
