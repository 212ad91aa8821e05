"""What the font can print. PDF/UA refuses a document with a letter that no font has, and a card would show a box."""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
IN_OTHER_LETTERS = {"\N{MANAT SIGN}": "AZN"}  # where the font has none of its own
UNBROKEN = re.compile(r"\S{25,}")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
EVERY = 12  # letters between two places where a word too long for its line may be broken


def printable(value):
    """``value``, texts within lists and dictionaries too, in letters the font has."""
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return _printable(value) if isinstance(value, str) and not value.startswith("<svg") else value


def _printable(text):
    text = unicodedata.normalize("NFC", str(text))
    known = letters()
    kept = (
        letter if ord(letter) in known else IN_OTHER_LETTERS.get(letter, " " if letter.isspace() else "")
        for letter in text
    )
    return "".join(kept).strip()


def breakable(text):
    """Words that no column holds, with places where they may be broken: an address, a slip of the hand."""
    return UNBROKEN.sub(lambda found: SOFT_HYPHEN.join(re.findall(f".{{1,{EVERY}}}", found[0])), text)


@lru_cache(maxsize=1)
def letters():
    """The code points of the font, read from its ``cmap`` (format 4 or 12): no library for the two loops it takes."""
    data = next(FONTS.glob("*-Regular.ttf")).read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack(">I", data[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)
    }
    cmap = tables[b"cmap"]
    found = set()
    for number in range(struct.unpack(">H", data[cmap + 2 : cmap + 4])[0]):
        start = cmap + struct.unpack(">I", data[cmap + 8 + 8 * number : cmap + 12 + 8 * number])[0]
        if struct.unpack(">H", data[start : start + 2])[0] == 4:
            half = struct.unpack(">H", data[start + 6 : start + 8])[0] // 2
            ends = struct.unpack(f">{half}H", data[start + 14 : start + 14 + 2 * half])
            starts = struct.unpack(f">{half}H", data[start + 16 + 2 * half : start + 16 + 4 * half])
            found |= {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)}
    return frozenset(found - {0xFFFF})
