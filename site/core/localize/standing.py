"""Where a translation stands on its way to readers: what the editor says of it and offers."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.locks import BasicLock, ScheduledForPublishLock
from wagtail.models import WorkflowState

from core.localize.locks import lock_for, why_locked
from core.localize.review import has_changed


class Review:
    """Where the translation stands in its workflow, and what ``user`` may do about it."""

    def __init__(self, page, translation, user):
        self.page, self.translation, self.user = page, translation, user

    def __bool__(self):
        """Is there anything to say? Submitting is offered with the other things that can be done."""
        return bool(self.state or self.approved or self.lock or self.can_unlock)

    @cached_property
    def state(self):
        return self.page.current_workflow_state

    @cached_property
    def is_waiting(self):
        return bool(self.state and self.state.status == WorkflowState.STATUS_IN_PROGRESS)

    @cached_property
    def task_state(self):
        return self.state and self.state.current_task_state and self.state.current_task_state.specific

    @cached_property
    def task(self):
        return self.task_state and self.task_state.task.specific

    @cached_property
    def approvers(self):
        return list(self.task.groups.values_list("name", flat=True)) if hasattr(self.task, "groups") else []

    @cached_property
    def actions(self):
        return (
            {name for name, _label, _modal in self.task.get_actions(self.page, self.user)} if self.is_waiting else set()
        )

    @cached_property
    def is_own(self):
        """Somebody else has to approve it."""
        wrote_it = getattr(self.task, "wrote_it", None)
        return (
            self.is_waiting and not self.actions and not self.lock and bool(wrote_it and wrote_it(self.page, self.user))
        )

    @cached_property
    def approved(self):
        """The approval by which the page is live as it is, or ``None``."""
        if not self.page.live or self.page.has_unpublished_changes:
            return None
        last = self.page.workflow_states.order_by("-created_at", "-pk").select_related("current_task_state").first()
        task_state = last and last.status == WorkflowState.STATUS_APPROVED and last.current_task_state
        return task_state if task_state and task_state.revision_id == self.page.live_revision_id else None

    @cached_property
    def lock(self):
        return lock_for(self.page, self.user)

    @property
    def why_locked(self):
        return why_locked(self.lock, self.user) if self.lock else ""

    @cached_property
    def permissions(self):
        return self.page.permissions_for_user(self.user)

    @cached_property
    def can_unlock(self):
        return isinstance(self.page.get_lock(), BasicLock) and self.permissions.can_unlock()

    @property
    def unschedule(self):
        if isinstance(self.lock, ScheduledForPublishLock) and self.permissions.can_unschedule():
            return reverse(
                "wagtailadmin_pages:revisions_unschedule", args=[self.page.pk, self.page.scheduled_revision.pk]
            )
        return ""

    @cached_property
    def can_submit(self):
        is_published = self.page.live and not self.page.has_unpublished_changes
        return not is_published and self.permissions.can_submit_for_moderation()

    @cached_property
    def has_changed(self):
        """Since it was submitted: it has to be submitted once more."""
        return self.is_waiting and not self.lock and has_changed(self.translation, self.task_state.revision)

    @property
    def can_withdraw(self):
        return bool(self.state and self.state.user_can_cancel(self.user))
