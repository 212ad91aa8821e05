"""What two versions say, field by field, by Wagtail's own comparison of revisions."""

import re
from dataclasses import dataclass
from functools import cached_property

from wagtail.blocks import StreamValue

KEYS = re.compile(r' data-block-key="\w*"')


@dataclass
class Difference:
    """Of one field. ``theirs`` and ``mine`` are comparisons with what both began with, if that is still known."""

    theirs: object
    mine: object
    is_base_known: bool

    @property
    def name(self):
        return self.mine.field.related_name if self.mine.is_child_relation else self.mine.field.name

    @property
    def label(self):
        return self.mine.field_label()

    @property
    def is_theirs_only(self):
        return self.is_base_known and not differs(self.mine)

    @property
    def is_mine_only(self):
        return self.is_base_known and not differs(self.theirs)

    @property
    def clashes(self):
        return not (self.is_theirs_only or self.is_mine_only)


class Differences:
    """``panel`` is the form's, bound to a request."""

    def __init__(self, panel, theirs, mine, base=None):
        self.panel, self.theirs, self.mine, self.base = panel, theirs, mine, base

    def __iter__(self):
        return iter(self.all)

    def __len__(self):
        return len(self.all)

    @cached_property
    def all(self):
        start = self.base or self.theirs
        return [
            Difference(compare(start, self.theirs), compare(start, self.mine), self.base is not None)
            for compare in self.panel.get_comparison()
            if differs(compare(self.theirs, self.mine))
        ]

    @property
    def may_be_joined(self):
        return self.base is not None and bool(self.only_mine) and not any(one.clashes for one in self.all)

    @property
    def only_mine(self):
        return [one.name for one in self.all if one.is_mine_only]


def differs(comparison):
    """In what somebody wrote. Of what was never filled in a form sends "", and of each paragraph a key that it makes up
    where there is none: to Wagtail both are changes.
    """
    if not comparison.has_changed():
        return False
    values = getattr(comparison, "val_a", None), getattr(comparison, "val_b", None)
    if not all(isinstance(value, StreamValue) for value in values):
        return True
    before, after = (written(value.get_prep_value()) for value in values)
    return before != after


def written(data):
    """The stored form of a stream, without what is empty, and without the keys of paragraphs."""
    if isinstance(data, list):
        return [written(one) for one in data]
    if isinstance(data, dict):
        return {name: written(value) for name, value in data.items() if value not in (None, "")}
    return KEYS.sub("", data) if isinstance(data, str) else data


def panel_of(page, request):
    return page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
