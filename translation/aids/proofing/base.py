"""What the checks look at, and what they say."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from translation.aids.plain import plain, well_formed


class Problem(NamedTuple):
    kind: str
    text: str  # a sentence in the interface language
    is_fatal: bool = False


@dataclass
class Pair:
    """A source text and its translation. A check is a function of it that yields ``Problem``\\ s."""

    source_html: str
    html: str
    source_language: str
    language: str
    terms: tuple | list = ()  # of the glossary
    limit: int | None = None  # letters

    def __post_init__(self):
        self.html = well_formed(self.html.replace("\x00", ""))

    @cached_property
    def source(self):
        return plain(self.source_html)

    @cached_property
    def text(self):
        return plain(self.html)


def quoted(parts):
    return ", ".join(f"“{part}”" for part in parts)
