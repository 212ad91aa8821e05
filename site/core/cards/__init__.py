"""The picture of a page that has none, for those who share it: 1200×630, in its language, set as the summaries are.

It needs only what is loaded with the page, so that its address can stand in the head of every page without a query.
"""

from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils import translation

from core import made
from core.languages import upper
from core.sites import identity
from core.typesetting import typeset
from core.typesetting.letters import breakable

KIND = "card"
TEMPLATE = Path(__file__).with_name("card.typ")
WIDTH, HEIGHT = 1200, 630
HOME_DEPTH = 2


def card(page):
    """What stands on it."""
    owner = identity(page.language)
    is_home = page.depth == HOME_DEPTH
    with translation.override(page.language):
        return {
            "language": page.language,
            "site": "" if is_home else owner.name,
            "kind": owner.name if is_home else capitalised(str(page.card_kind), page.language),
            "title": breakable(" ".join(((is_home and owner.tagline) or page.title).split())),
            "hue": (owner.hue + page.card_turn) % 360,
        }


def capitalised(text, language):
    return upper(text[:1], language) + text[1:]


def digest_of(page):
    return made.digest_of(card(page), form())


def address_of(page):
    return reverse("card", args=[page.pk, digest_of(page)])


def card_of(page):
    """Its ``core.models.Made``."""
    return made.obtain(KIND, page.pk, digest_of(page), lambda: set_card(page), ".png")


def set_card(page):
    return typeset(TEMPLATE, card(page), format="png", ppi=72)


@lru_cache(maxsize=1)
def form():
    return TEMPLATE.read_text("utf-8")
