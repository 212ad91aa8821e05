"""An address or a name as it may stand in any column: as typed, as JSON writes it, as an address of the web writes it."""

import json
import re
from functools import cached_property
from urllib.parse import quote

GONE = "…"
# What may stand before it, beside what can't be part of it: a line break as JSON writes it, or a letter of a web address.
BEFORE = r"(?:(?<![\w.%+-])|(?<=\\[nrt])|(?<=\\u[0-9a-fA-F]{4})|(?<=%[0-9A-Fa-f]{2}))"
AFTER = r"(?![\w-]|\.\w)"


class Words:
    def __init__(self, text):
        self.text = text.strip()

    @cached_property
    def spellings(self):
        once = json.dumps(self.text)[1:-1]
        return list(dict.fromkeys([self.text, once, json.dumps(once)[1:-1], quote(self.text)]))

    @cached_property
    def pattern(self):
        either = "|".join(re.escape(one) for one in self.spellings)
        return re.compile(f"{BEFORE}(?:{either}){AFTER}", re.IGNORECASE)

    @cached_property
    def link(self):
        either = "|".join(re.escape(one) for one in self.spellings)
        return re.compile(rf"<a\s[^<>]*mailto:(?:{either})[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)

    def stand_in(self, text):
        return self.pattern.search(text) is not None

    def replaced(self, text):
        return self.pattern.sub(GONE, self.link.sub(r"\1", text))

    def taken_out(self, text):
        """The text without them; a list of addresses without one of them, a value that was only they empty."""
        rest = self.replaced(text)
        if set(rest) - {GONE, ",", " "} and "@" not in rest:
            return rest
        listed = [one.strip() for one in rest.split(",")]
        is_list = all(one == GONE or re.fullmatch(r"[^\s@]+@[^\s@]+", one) for one in listed)
        return ", ".join(one for one in listed if one != GONE) if is_list else rest

    def excerpts(self, text, around=80):
        return [text[max(0, found.start() - around) : found.end() + around] for found in self.pattern.finditer(text)]
