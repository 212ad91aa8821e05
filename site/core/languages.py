"""The language rules: the one room that may know a language by its code.

Casing follows Unicode's SpecialCasing for Turkic languages: İ/i and I/ı are two different letters, which Python's
``str.lower`` and ``str.upper`` do not know.
"""

import re
import unicodedata
from functools import lru_cache

from django.conf import settings
from django.utils import dates, formats, timezone, translation
from django.utils.text import slugify as django_slugify
from wagtail.coreutils import string_to_ascii

MAX_SLUG = 200  # of the 255 that a page has: one letter may become four, and a number may follow
TURKIC = {"az", "tr"}
TO_LOWER = str.maketrans({"I": "ı", "İ": "i"})
TO_UPPER = str.maketrans({"i": "İ", "ı": "I"})

LETTERS_ON_A_LINE = {"az": 1, "en": 1.1, "tr": 1}  # in the same type; look at pages in a language before it gets more
PERCENT_FORMATS = {"tr": "%{}"}  # as in CLDR
NOTHING_SAID = {  # texts of links that say nothing about where they lead, in lower case
    "az": {
        "bax",
        "baxın",
        "bura",
        "bura klikləyin",
        "burada",
        "buradan",
        "buraya",
        "bu səhifə",
        "daha çox",
        "daha ətraflı",
        "davamı",
        "ətraflı",
        "ətraflı oxu",
        "ətraflı oxuyun",
        "keçid",
        "klikləyin",
        "link",
    },
    "en": {
        "click",
        "click here",
        "details",
        "find out more",
        "go",
        "here",
        "learn more",
        "link",
        "more",
        "read more",
        "see here",
        "see more",
        "this",
        "this link",
        "this page",
    },
    "tr": {
        "bu bağlantı",
        "bu sayfa",
        "bura",
        "burada",
        "buradan",
        "buraya",
        "buraya tıklayın",
        "burayı tıklayın",
        "daha fazla",
        "daha fazlası",
        "detaylar",
        "devamı",
        "link",
        "tıkla",
        "tıklayın",
        "tıklayınız",
    },
}
QUOTATION_MARKS = {"az": "“”", "en": "“”", "tr": "“”", "ru": "«»"}
UNMISTAKABLE = {"az": "əƏ"}  # letters by which a word of that language is known among those of the others
# What may follow the stem of a noun: plural, possessive, case, “-ki”, copula
TURKIC_ENDINGS = (
    "[’'-]?(?:l[aəe]r)?(?:[ıiuü]?[mn](?:[ıiuü]z)?|s?[ıiuü])?"
    "(?:n?[ıiuü]n|[ny]?[aəe]|[ny]?[ıiuü]|n?[dt][aəe]n?|n?c[aəe]|y?l[aəe])?(?:ki(?:l[aəe]r)?)?(?:[dt][ıiuü]r)?"
)
GENITIVES = {"az": "(?:l[aəe]r)?n?[ıiuü]n", "tr": "(?:l[aəe]r)?n?[ıiuü]n"}  # before the head of a compound
ENDINGS = {"az": TURKIC_ENDINGS, "tr": TURKIC_ENDINGS, "en": "(?:e?s)?(?:[’']s?)?"}
# The last letter of a stem, and what it may become before an ending
SHIFTS = {
    "az": {"q": "qğ", "ğ": "ğq", "k": "ky", "y": "yk", "t": "td"},
    "tr": {"k": "kğ", "ğ": "ğk", "p": "pb", "b": "bp", "ç": "çc", "c": "cç", "t": "td", "d": "dt"},
    "en": {"y": "yi"},
}
WORD = re.compile(r"(?:[^\W_]|[\u00ad\u200b-\u200d\u0300-\u036f])+")  # with soft hyphens and loose diacritics
SPELT_IN_ENGLISH = str.maketrans({"c": "j", "ç": "ch", "ə": "a", "ğ": "gh", "q": "g", "ş": "sh", "x": "kh"})
NO_NAMES = {"kizi", "oglu", "qizi"}  # “daughter of”, “son of” within a full name
SHORT_NAME = 3  # letters
# What follows a name in Azerbaijani and Turkish, folded: number, case.
AFTER_NAMES = re.compile(r"(?:l[ae]r|gil)?(?:[nsy]?[iu]|n?[iu]n|[ny]?[ae]|[dt][ae]n?|y?l[ae])?")
# What comes off a folded word for the search, over and over: a plural, a case, a possessive, “-ki”, a copula. Letters
# that only keep vowels apart follow a vowel, the others a consonant: “layihə-nin”, “gənc-in”. An “n” behind a vowel
# goes, too: nobody can see whether “müəllimə-nin” or “öğretmen-in” was meant. “S” is ş, which is no such letter.
TURKIC_SUFFIXES = re.compile(
    r"(?<=...)(?:l[ae]r|(?<=[aeiou])(?:s[iu]|n[iu]n?|n|y[aeiu]|n[ae]|[mn][iu]z|yl[ae]|n[dt][ae]n?|nc[ae])"
    r"|(?<=[^aeiou])(?:[aeiu]|[iu][mn][iu]z)|(?<=.[^aeiou])[iu]n|(?<=l[ae]r)l[ae]|[dt][ae]n?|ki|[dt][iu]r)$"
)
TURKIC_LAST_LETTERS = str.maketrans("bdgky", "ptqqq")  # what the last one becomes before a vowel: məktəb, kitap/kitabı
ENGLISH_SUFFIXES = ((r"(?<=...)ies$", "y"), (r"(?<=..(?:ss|sh|ch|.x))es$", ""), (r"(?<=..[^su])s$", ""))
ENGLISH_ENDINGS = re.compile(r"(?<=....)(?:ing|ed|e)$")
STEMMED_AS_ENGLISH = {"en"}
SHORTEST_STEM = 3
COMMON_WORDS = {  # folded: they are searched only where nothing else was typed
    "az": re.compile("ve|ya|ile|ucun|bu|bir|o|da|de|ki|haqqinda|uzre|olan|her|ne|nece|kim|hansi"),
    "en": re.compile("a|an|and|are|at|by|for|from|how|in|is|it|of|on|or|the|to|was|what|when|where|who|with"),
    "tr": re.compile("ve|veya|ya|ile|icin|bu|bir|o|da|de|ki|hakkinda|olan|her|ne|nasil|kim|hangi"),
}
# Small letters in their order; a language that is not here sorts as English, as do its letters with diacritics. As in
# CLDR: a letter that is none of the alphabet's own (w in Azerbaijani) stands where it does there.
ALPHABETS = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzw",
    "en": "abcdeəfghiıjklmnopqrstuvwxyz",
    "tr": "abcçdeəfgğhıijklmnoöpqrsştuüvwxyz",
}
# What stands before the letters, in the order of CLDR
SIGNS = "_-‐‑‒–—,;:!?.…'‘’‚\"“”„«»()[]{}@*/\\&#%`´^¨+<=>|~¤$€₼₺0123456789"
OPEN_GRAPH_LOCALES = {"az": "az_AZ", "en": "en_GB", "tr": "tr_TR"}


def slugify(text):
    """ASCII slug that keeps every letter: “İşıq” → ``isiq`` (Django's own drops ə and ı)."""
    return django_slugify(string_to_ascii(str(text)))


def slug_from(title):
    """The slug a title gives: never too long for a page, even with a number behind it."""
    return slugify(title)[:MAX_SLUG].rstrip("-_")


def lower(text, language=None):
    if _base(language) in TURKIC:
        text = text.translate(TO_LOWER)
    return text.lower()


def upper(text, language=None):
    if _base(language) in TURKIC:
        text = text.translate(TO_UPPER)
    return text.upper()


def capitalise(text, language=None):
    """A capital at the beginning, and the rest as it is: “iş axını” → “İş axını” (Django: “Iş axını”)."""
    return upper(text[:1], language) + text[1:]


def counted(number, singular, plural, language=None):
    """“12 pages”; Azerbaijani and Turkish keep the singular after a number."""
    return f"{number} {singular if number == 1 or _base(language) in TURKIC else plural}"


def fold(text):
    """The form in which text is indexed and searched: “GƏNCLƏR”, “gənclər” and “gencler” are one word."""
    return " ".join(string_to_ascii(str(text)).lower().split())


def stem(word, language=None):
    """What a word has in common with its other forms, folded. No linguist's stem: the same is made of index and query.

    “gənclər”, “gənclərin” and “gənc” are one, “uşaq” and “uşağın”, “nazirlik” and “nazirliyi”; “proposals”, “proposal”.
    """
    folded = _ascii(word)
    if len(folded) <= SHORTEST_STEM or not folded.isalpha():
        return folded
    if _base(language) in TURKIC:
        return _turkic_stem("S".join(_ascii(part) for part in re.split("[şŞ]", word)))
    return _english_stem(folded) if _base(language) in STEMMED_AS_ENGLISH else folded


def is_common(word, language=None):
    common = COMMON_WORDS.get(_base(language))
    return bool(common and common.fullmatch(word))


def sort_key(text, language=None):
    """By which text stands where the alphabet of its readers has it: “Çay” after “Cüt”, “Xəzər” between h and ı.

    As the ICU collation of PostgreSQL does: letters first; where those are the same, diacritics; then small before
    capital.
    """
    return _sort_key(str(text), _base(language))


@lru_cache(maxsize=20_000)
def _sort_key(text, language):
    places = _places(ALPHABETS.get(language, ALPHABETS["en"]))
    letters, accents, capitals = [], [], []
    for letter in unicodedata.normalize("NFC", text):
        small = lower(letter, language)
        for part in _parts(small, places):
            letters.append(places.get(part) or _elsewhere(part))
            accents.append(0 if part == small else ord(small[0]))
            capitals.append(small != letter)
    return letters, accents, capitals, text


@lru_cache
def _places(alphabet):
    places = {sign: (1, place) for place, sign in enumerate(SIGNS)}
    return places | {letter: (2, place) for place, letter in enumerate(alphabet)}


def _parts(letter, places):
    """The letters of the alphabet that stand for one that is not in it: “é” is e with something, “æ” is “ae”."""
    if letter in places or not unicodedata.name(letter[0], "").startswith("LATIN"):
        return letter
    return string_to_ascii(letter).lower() or letter


def _elsewhere(letter):
    """Spaces before everything, signs before letters, letters of other scripts behind."""
    kind = unicodedata.category(letter[0])[0]
    return {"Z": 0, "C": 0, "P": 1, "S": 1, "N": 1}.get(kind, 3), 1000 + ord(letter[0])


def collation(language=None):
    """What PostgreSQL calls the order of that language (of ICU, in every installation); on SQLite it is ours."""
    return f"{_base(language)}-x-icu"


def first_named(text, names):
    """The first word of ``text`` that is one of ``names`` in any spelling and with any ending, or “”.

    Every word of the names counts, but initials. After a short name only a known ending does: Əli isn't in Əlifba.
    """
    wanted = {form for name in WORD.findall(names) if _ascii(name) not in NO_NAMES for form in spellings(name)}
    for word in WORD.findall(text or ""):
        if any(is_form_of(name, form) for name in wanted for form in spellings(word)):
            return word
    return ""


def spellings(word):
    """The word without diacritics, and as English has it: Şahin is Sahin or Shahin, Ləman is Leman or Laman."""
    forms = {_ascii(word), _ascii(word.lower().translate(SPELT_IN_ENGLISH))}
    return {form for form in forms if len(form) > 1}


def is_form_of(name, word):
    if not word.startswith(name):
        return False
    return len(name) > SHORT_NAME or bool(AFTER_NAMES.fullmatch(word[len(name) :]))


def format_date(value, language=None, form="date"):
    """A day (or the local day of a moment) as people of that language write it; ``form`` is date or day_month."""
    if hasattr(value, "hour") and timezone.is_aware(value):
        value = timezone.localtime(value)
    with translation.override(_base(language)):
        pattern = formats.get_format("DATE_FORMAT" if form == "date" else "MONTH_DAY_FORMAT")
        if "E" in formats.get_format(
            "DATE_FORMAT"
        ):  # the month as it stands in a date, where that is a form of its own
            pattern = pattern.replace("F", "E")
        return formats.date_format(value, pattern)


def format_percent(text, language=None):
    """A number that is written already, as a percentage: “47%”, in Turkish “%47”."""
    return PERCENT_FORMATS.get(_base(language), "{}%").format(text)


def month_names(language):
    """Twelve sets: what each month is called, in lower case, also as it stands in a date."""
    with translation.override(_base(language)):
        named = [{str(names[number]) for names in (dates.MONTHS, dates.MONTHS_ALT)} for number in range(1, 13)]
    return [{lower(name, language) for name in names} for names in named]


def quotation_marks(language):
    """Opening and closing, or “” for a language of which we do not know them."""
    return QUOTATION_MARKS.get(_base(language), "")


def unmistakable_letters(language):
    return UNMISTAKABLE.get(_base(language), "")


def endings(language):
    """A regular expression of what may follow the stem of a noun in lower case; a few letters if we do not know."""
    return ENDINGS.get(_base(language), r"[^\W\d_]{0,3}")


def genitives(language):
    """A regular expression of the endings by which a word belongs to the next one, or “”."""
    return GENITIVES.get(_base(language), "")


def stem_pattern(stem, language):
    """A regular expression of ``stem`` in lower case whose last letter may have changed before an ending."""
    shift = SHIFTS.get(_base(language), {}).get(stem[-1:])
    return f"{re.escape(stem[:-1])}[{shift}]" if shift else re.escape(stem)


def without_possessive(word, language):
    """The head of a compound without the ending that makes it one: “ərazisi” → “ərazi”."""
    return re.sub("(?<=..)s?[ıiuü]$", "", word) if _base(language) in TURKIC else word


def open_graph_locale(language):
    """``language_TERRITORY`` as ogp.me wants it; the bare code for a language we know no territory of."""
    return OPEN_GRAPH_LOCALES.get(language, language.replace("-", "_"))


def letters_on_a_line(language):
    """How many letters take the room of one of Azerbaijani; the least for a language nobody has looked at."""
    return LETTERS_ON_A_LINE.get(_base(language), 0.9)


def source_language():
    return settings.LANGUAGE_CODE


def content_languages():
    """``[(code, name), …]`` of the content; a callable, so that a new language needs no migration."""
    return settings.WAGTAIL_CONTENT_LANGUAGES


def _ascii(word):
    return "".join(letter for letter in fold(word) if letter.isalnum())


def _turkic_stem(word):
    while True:
        shorter = TURKIC_SUFFIXES.sub("", word)
        if shorter == word or len(shorter) < SHORTEST_STEM:
            break
        word = shorter
    if len(word) > SHORTEST_STEM + 1:  # “nazirlik”, “nazirliyi” has lost its “yi”
        word = re.sub("[gkqy]$", "", word)
        word = re.sub("(?<=...)[aeiu]$", "", word)
    return (word[:-1] + word[-1].translate(TURKIC_LAST_LETTERS)).lower()


def _english_stem(word):
    for ending, instead in ENGLISH_SUFFIXES:
        shorter = re.sub(ending, instead, word)
        if shorter != word:
            word = shorter
            break
    word = re.sub(r"([^aeiouls])\1$", r"\1", ENGLISH_ENDINGS.sub("", word))
    return re.sub("y$", "i", word)


def _base(language):
    return (language or translation.get_language() or settings.LANGUAGE_CODE).split("-")[0]
