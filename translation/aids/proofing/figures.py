"""Numbers and dates. Each language writes them in its own way; only what they say is compared.

A number may be written as a word in one language and not in the other, so a small one alone is not missed.
"""

import re

from django.utils.translation import gettext as _

from core.languages import lower, month_names
from translation.aids.proofing.base import Problem, quoted

NUMBER = re.compile(r"\d{1,2}:\d{2}(?!\d)|\d+(?:[.,  \u202f']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?")
NUMERIC_DATE = re.compile(r"(?<![\d.])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
AFTERNOON = re.compile(r"(\d{1,2})(?=(?:[:.]\d\d)?\s?p\.?m\b)", re.IGNORECASE)
DECIMAL = str.maketrans({",": ".", ":": "."})  # hours and minutes are also written with a dot
IN_WORDS = 12  # up to here numbers are often written as words
ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")


def numbers(pair):
    missing, added = unpaired(values(pair.source), values(pair.text))
    both = bool(missing and added)
    missing, added = ([one for one in side if both or is_large(one)] for side in (missing, added))
    if missing:
        message = _("A number of the original is missing: %(numbers)s.")
        yield Problem("number", message % {"numbers": quoted(missing)})
    if added:
        message = _("The original has no such number: %(numbers)s.")
        yield Problem("number", message % {"numbers": quoted(added)})


def values(text):
    """``{as written: what it may mean}``, in the order of the text."""
    text = ADDRESSES.sub(" ", text)
    text = NUMERIC_DATE.sub(lambda match: " " + " , ".join(part for part in match.groups() if part) + " ", text)
    found = [(written, meanings(written)) for written in NUMBER.findall(text)]
    afternoon = {float(hour) + 12 for hour in AFTERNOON.findall(text)}
    return [(written, meant | {value for value in afternoon if value - 12 in meant}) for written, meant in found]


def meanings(written):
    """“1.234” is a thousand or one and a bit, depending on who writes."""
    whole = re.sub(r"[.,  \u202f']", "", written)
    found = {float(whole)} if re.fullmatch(r"\d+(?:\D\d{3})*", written) else set()
    head, _separator, tail = re.sub(r"[  \u202f']", "", written).translate(DECIMAL).rpartition(".")
    if head:
        found.add(float(f"{head.replace('.', '')}.{tail}"))
    return found or {float(whole)}


def unpaired(source, text):
    """What has no equal on the other side, as it is written there. A number may be said twice."""
    said = [
        [written for written, meant in one if not any(meant & other for _written, other in two)]
        for one, two in ((source, text), (text, source))
    ]
    return [list(dict.fromkeys(side)) for side in said]


def is_large(written):
    return not written.isdigit() or len(written) > 2 or int(written) > IN_WORDS


def dates(pair):
    there, here = days(pair.source, pair.source_language), days(pair.text, pair.language)
    mentioned, mentioned_here = (
        mentions(text, language) for text, language in ((pair.source, pair.source_language), (pair.text, pair.language))
    )
    missing = [written for month, day, written in there if not stands(month, day, mentioned_here)]
    added = [written for month, day, written in here if not stands(month, day, mentioned)]
    if missing:
        yield Problem("date", _("A date of the original is missing: %(dates)s.") % {"dates": quoted(missing)})
    if added:
        yield Problem("date", _("The original has no such date: %(dates)s.") % {"dates": quoted(added)})


def stands(month, day, mentioned):
    months, numbers = mentioned
    return month in months and (day is None or day in numbers)


def days(text, language):
    """``[(month, day or None, as written), …]``: names of months next to a number, so that “may” is no month."""
    low, found = lower(text, language), []
    for match in NUMERIC_DATE.finditer(text):
        day, month = (match[1], match[2]) if match[1] else (match[6], match[5])
        if 1 <= int(month) <= 12:
            found.append((int(month), int(day), match[0]))
    for month, names in enumerate(month_names(language), start=1):
        name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w.,])(?:(\d{{1,2}})[ \u00a0])?(?:{name})\w{{0,6}}(?:[ \u00a0](\d+))?", low):
            before, after = match.groups()
            if before or after:
                day = before or (after if len(after) < 3 else None)
                found.append((month, int(day) if day else None, match[0].strip()))
    return found


def mentions(text, language):
    """The months that are named at all, and all whole numbers."""
    low = lower(text, language)
    months = {month for month, _day, _written in days(text, language)}
    for month, names in enumerate(month_names(language), start=1):
        if any(re.search(rf"(?<!\w){re.escape(name)}", low) for name in names):
            months.add(month)
    return months, {int(number) for number in re.findall(r"\d{1,4}", text)}
