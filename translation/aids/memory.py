"""What was translated before, wherever it stands: the same text, and texts that are much like it.

Nothing is filled in from here: the same words may mean something else on another page. No index is kept either. The
database leaves out what is too long or too short to be alike, and RapidFuzz compares the rest.
"""

import html
from collections import defaultdict
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length
from rapidfuzz import fuzz, process
from wagtail_localize.models import String, StringTranslation

from translation.aids.origins import NOWHERE, origins
from translation.aids.plain import TAG, plain
from translation.models import Work
from translation.work.amounts import SLUG

LEAST = 70  # percent: below this there is little left to use
LONGEST = 5000  # letters of a text that is looked for
ROOM_FOR_TAGS = 100  # letters, and for “&amp;”
IDENTICAL = 100
SAME_WORDS = 99  # with other tags


class Match(NamedTuple):
    source: str
    text: str
    percent: int
    where: str
    url: str
    is_machine: bool  # and nobody has reviewed it


def exact(translation):
    """``{string id: Match}`` for the texts of a page that were translated at another place; constant queries."""
    segments = translation.source.stringsegment_set.exclude(context__path=SLUG)
    own = set(segments.values_list("string_id", "context_id"))
    found = translations_of({string for string, _context in own}, translation.target_locale_id)
    elsewhere = {
        string: [one for one in texts if (string, one.context_id) not in own] for string, texts in found.items()
    }
    places = origins_of(elsewhere, translation.target_locale_id)
    return {string: best(texts, places, IDENTICAL) for string, texts in elsewhere.items() if texts}


def fuzzy(translation, string, limit=5, but=None):
    """The best translation of each text that is most like ``string``, or the same; ``but``: of the context where it stands."""
    locale_id = translation.target_locale_id
    wanted = plain(string.data)
    if not wanted.strip() or len(wanted) > LONGEST:
        return []
    alike = most_alike(wanted, string, locale_id, limit + 1)  # one may stand at this very place only
    found = translations_of(alike, locale_id)
    found = {key: [one for one in texts if one.context_id != but] for key, texts in found.items()}
    places = origins_of(found, locale_id)
    matches = [best(texts, places, alike[key], string.data) for key, texts in found.items() if texts]
    return sorted(matches, key=lambda match: -match.percent)[:limit]


def most_alike(wanted, string, locale_id, limit):
    """``{string id: percent}``"""
    # 2 · (what both have) ÷ (length of both) ≥ LEAST bounds the length
    shortest, longest = len(wanted) * LEAST // (200 - LEAST), len(wanted) * (200 - LEAST) // LEAST
    translated = StringTranslation.objects.filter(translation_of=OuterRef("pk"), locale=locale_id, has_error=False)
    texts = dict(
        String.objects.filter(Exists(translated), locale=string.locale_id)
        .annotate(size=Length("data"))
        .filter(size__gte=shortest, size__lte=longest + ROOM_FOR_TAGS)
        .values_list("pk", "data")
    )
    ranked = process.extract(wanted, texts, scorer=fuzz.ratio, processor=plain, score_cutoff=LEAST, limit=limit)
    found = {key: min(int(percent), SAME_WORDS) for _text, percent, key in ranked}
    return {key: IDENTICAL if texts[key] == string.data else percent for key, percent in found.items()}


def translations_of(strings, locale_id):
    """``{string id: its valid translations}``"""
    found = defaultdict(list)
    rows = StringTranslation.objects.filter(translation_of__in=strings, locale=locale_id, has_error=False)
    for one in rows.exclude(context__path=SLUG).select_related("context", "translation_of") if strings else ():
        found[one.translation_of_id].append(one)
    return found


class Places:
    """Where translations stand, and which of those was reviewed when."""

    def __init__(self, keys, locale_id):
        self.origins = origins(keys, locale_id)
        works = Work.objects.filter(
            translation__target_locale=locale_id, translation__source__object_id__in=keys, reviewed_at__isnull=False
        )
        self.reviewed = dict(works.values_list("translation__source__object_id", "reviewed_at")) if keys else {}

    def origin(self, one):
        return self.origins.get(one.context.object_id, NOWHERE) if one.context else NOWHERE

    def is_machine(self, one):
        if one.translation_type != StringTranslation.TRANSLATION_TYPE_MACHINE:
            return False
        reviewed_at = self.reviewed.get(one.context.object_id) if one.context else None
        return reviewed_at is None or reviewed_at < one.updated_at


def origins_of(found, locale_id):
    return Places({one.context.object_id for texts in found.values() for one in texts if one.context}, locale_id)


def best(texts, places, percent, wanted=None):
    """By a person before by a machine, what readers see before drafts, the most used, then the latest."""
    uses = defaultdict(int)
    for one in texts:
        uses[one.data] += 1

    def rank(one):
        return not places.is_machine(one), places.origin(one).is_live, uses[one.data], one.updated_at, one.pk

    one = max(texts, key=rank)
    origin = places.origin(one)
    source = one.translation_of.data
    has_its_tags = wanted is None or TAG.findall(source) == TAG.findall(wanted)
    text = one.data if has_its_tags else without_tags(one.data)
    return Match(plain(source), text, percent, origin.title, origin.url, places.is_machine(one))


def without_tags(text):
    """Those of another text mean nothing here."""
    return html.escape(plain(text), quote=False).replace("\n", "<br/>")
