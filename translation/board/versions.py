"""A source in one language: in which state it is, how much there is to do, whose it is, and the way there."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.models import WorkflowState

from core.days import today
from translation.work.amounts import NOTHING
from translation.work.states import State, decide, decide_of_record


class Version:
    def __init__(self, source, locale, translation, page, *, user, is_own):
        """``translation`` and ``page`` are the rows read of them (``translation.board.sources``), or ``None``;
        ``user`` is who asks, and writes this language if ``is_own``.
        """
        self.source, self.locale, self.user, self.is_own = source, locale, user, is_own
        self.translation, self.page = translation or {}, page or {}

    @property
    def translation_id(self):
        return self.translation.get("pk")

    @property
    def is_enabled(self):
        return self.translation.get("enabled", False)

    @property
    def amount(self):
        return self.translation["amount"] if self.is_enabled and self.is_there else NOTHING

    @property
    def is_there(self):
        """Has it a page, or a copy of the record, to write in?"""
        return bool(self.page) if self.source.page else bool(self.translation)

    @cached_property
    def standing(self):
        is_stale = bool(self.translation.get("work__stale_since"))
        if self.source.page:
            return decide(
                is_there=self.is_there,
                is_live=self.page.get("live", False),
                is_waiting=self.is_waiting,
                is_stale=is_stale,
                is_by_hand=not self.is_enabled,
            )
        was_published = self.translation.get("was_published", False)
        return decide_of_record(
            amount=self.amount, was_published=was_published, is_stale=is_stale, is_by_hand=not self.is_enabled
        )

    @property
    def state(self):
        return self.standing.state

    @property
    def is_waiting(self):
        return self.page.get("review") == WorkflowState.STATUS_IN_PROGRESS

    @property
    def is_returned(self):
        return self.page.get("review") == WorkflowState.STATUS_NEEDS_CHANGES

    @property
    def comment(self):
        return (self.page.get("comment") or "") if self.is_returned else ""

    @property
    def since(self):
        """When it came into the state it is in; nothing of what is live as it should be."""
        if self.standing.is_stale:
            return self.translation["work__stale_since"]
        match self.state:
            case State.MISSING if self.source.page:
                return self.source.page["first_published_at"]
            case State.MISSING | State.DRAFT:
                return self.translation.get("created_at")
            case State.IN_REVIEW:
                return self.page["review_since"]
        return None

    @property
    def days(self):
        return (today() - timezone.localtime(self.since).date()).days if self.since else None

    @property
    def due_on(self):
        return self.translation.get("work__due_on")

    @property
    def is_overdue(self):
        return self.due_on is not None and self.due_on < today()

    @property
    def taken_by(self):
        return self.translation.get("taken_by")

    @property
    def translator(self):
        return get_user_display_name(self.taken_by) if self.taken_by else ""

    @property
    def is_mine(self):
        return self.taken_by is not None and self.taken_by.pk == self.user.pk

    @property
    def may_plan(self):
        """Who writes the original plans for everybody, a translator what is her own or nobody's."""
        return self.is_enabled and (self.source.edits or (self.is_own and (self.is_mine or self.taken_by is None)))

    @property
    def language(self):
        return self.locale.language_name_local

    @property
    def url(self):
        """Of the text, for who writes the language."""
        if not self.is_own:
            return ""
        if self.source.page:
            return reverse("wagtailadmin_pages:edit", args=[self.page["pk"]]) if self.page else ""
        return reverse("translation_board:open", args=[self.translation_id]) if self.translation else ""

    @property
    def submit_url(self):
        may_submit = self.source.can_submit and (self.source.edits or self.is_own)
        return self.source.submit_url if may_submit and self.source.page and not self.is_there else ""

    @property
    def plan_url(self):
        return reverse("translation_queue:plan", args=[self.translation_id]) if self.may_plan else ""
