"""What a translator has to do, the most urgent first."""

from datetime import date
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, Q, When
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from core.localize.permissions import visible_targets, writable_locales
from translation.board.sight import Sight
from translation.board.versions import Source, Version
from translation.models import Cell, Task


class Queue:
    """Of the languages that ``user`` writes; of all languages for an editor, who plans and does not translate.

    A list for a paginator, of which nothing is read but what is asked for. What somebody else has taken comes last; then
    what is due first, then what is oldest.
    """

    def __init__(self, user):
        seen = visible_targets(user)
        own = [one for one in seen if one.pk in writable_locales(user)] or seen
        self.sight = Sight(user, own)

    @property
    def cells(self):
        return self.sight.cells.exclude(task="")

    def count(self):
        return self._count

    @cached_property
    def _count(self):
        return self.sight.remember("to do", self.cells.count)

    def __len__(self):
        return self._count

    def __getitem__(self, place):
        is_others = Case(
            When(~Q(taken_by=self.sight.user.pk) & Q(taken_by__isnull=False), then=1),
            default=0,
            output_field=IntegerField(),
        )
        order = is_others, F("due_on").asc(nulls_last=True), F("since").asc(nulls_last=True), "pk"
        most_urgent = self.cells.order_by(*order).values("pk")[place]  # of these alone anything else is read
        found = Cell.objects.filter(pk__in=most_urgent).select_related("line", "taken_by")
        return self.shown(sorted(found, key=self.urgency))

    def urgency(self, cell):
        is_others = cell.taken_by_id not in {None, self.sight.user.pk}
        return is_others, cell.due_on or date.max, cell.since is None, cell.since or timezone.now(), cell.pk

    def shown(self, cells):
        comments = comments_on([cell.target_id for cell in cells if cell.task == Task.RETURNED])
        locales = {one.pk: one for one in self.sight.locales}
        found = []
        for cell in cells:
            version = Version(Source(cell.line, self.sight), locales[cell.locale_id], cell)
            version.source.versions.append(version)
            version.comment = comments.get(cell.target_id, "")
            found.append(version)
        return found


def comments_on(page_ids):
    """What reviewers said when they returned these pages."""
    if not page_ids:
        return {}
    returned = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in page_ids],
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    found = returned.order_by("pk").values_list("object_id", "current_task_state__comment")
    return {int(pk): comment or "" for pk, comment in found}
