"""The words of the samples, a file a language. Not in the catalogues: they are for developers, and show how long
words get. A language that has no file shows the source's, or any.
"""

import json
from functools import cache
from pathlib import Path

from core.languages import source_language
from core.templatetags.shown import current_language

FOLDER = Path(__file__).parent / "texts"


def texts():
    return read(current_language()) or read(source_language()) or read(min(FOLDER.glob("*.json")).stem)


@cache
def read(language):
    path = FOLDER / f"{language}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None
