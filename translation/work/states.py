"""In which state a page or a record is in a language. One answer for board, queue, mail and everybody else."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    MISSING = "missing", pgettext_lazy("translation", "Missing")
    DRAFT = "draft", pgettext_lazy("translation", "Draft")
    IN_REVIEW = "in-review", pgettext_lazy("translation", "In review")
    LIVE = "live", pgettext_lazy("translation", "Live")
    STALE = "stale", pgettext_lazy("translation", "Stale")

    @property
    def icon(self):
        return ICONS[self]


ICONS = {
    State.MISSING: "circle-xmark",
    State.DRAFT: "draft",
    State.IN_REVIEW: "glasses",
    State.LIVE: "circle-check",
    State.STALE: "history",
}


class Standing(NamedTuple):
    """A page has one state, and is counted and filtered by it; a stale one of which an update waits for approval is in
    review, and still says that readers see an old text.
    """

    state: State
    is_stale: bool = False
    is_by_hand: bool = False  # its translation was stopped, or it never had one: nothing is known of its texts


def decide(*, is_there, is_live, is_waiting=False, is_stale=False, is_by_hand=False):
    """From what is known of a page; of a record by way of ``decide_of_record``."""
    is_stale = is_there and is_live and is_stale and not is_by_hand
    if not is_there:
        state = State.MISSING
    elif is_waiting:
        state = State.IN_REVIEW
    elif is_live:
        state = State.STALE if is_stale else State.LIVE
    else:
        state = State.DRAFT
    return Standing(state, is_stale, is_there and is_by_hand)


def decide_of_record(*, amount, was_published, is_stale=False, is_by_hand=False):
    """A record has a copy in every language, which readers always see: it is there once a text of it is translated."""
    is_live = is_by_hand or was_published or amount.is_complete
    return decide(
        is_there=is_live or amount.open_texts < amount.texts,
        is_live=is_live,
        is_stale=is_stale or (was_published and not amount.is_complete),
        is_by_hand=is_by_hand,
    )
