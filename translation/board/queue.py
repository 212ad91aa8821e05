"""What a translator has to do, the most urgent first."""

from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from core.localize.permissions import visible_targets, writable_locales
from translation.board.sources import sources_for
from translation.work.states import State


class Kind(StrEnum):
    RETURNED = "returned"
    CHANGED = "changed"
    NEW = "new"
    READY = "ready"


def queue_of(user):
    """Of the languages that ``user`` writes; of all languages for an editor, who plans and does not translate."""
    seen = visible_targets(user)
    own = [one for one in seen if one.pk in writable_locales(user)] or seen
    versions = [version for source in sources_for(user, own) for version in source.versions]
    return sorted((one for one in versions if kind_of(one)), key=urgency)


def kind_of(version):
    """``None``: nothing to do for a translator, or not before a reviewer or an editor has done something."""
    if version.state == State.MISSING and version.source.page:
        return None
    if version.is_waiting or not version.is_enabled:
        return None
    if version.is_returned:
        return Kind.RETURNED
    if version.amount.open_texts:
        return Kind.CHANGED if version.state in {State.STALE, State.LIVE} else Kind.NEW
    is_published = version.state == State.LIVE and not version.page.get("has_unpublished_changes")
    return None if is_published else Kind.READY


def urgency(version):
    """What somebody else has taken comes last; then what is due first, then what is oldest."""
    is_others = version.taken_by is not None and not version.is_mine
    oldest = version.since or timezone.make_aware(datetime.max.replace(year=9000))
    return is_others, version.due_on or date.max, oldest
