"""Which translations wait for whose review, and where they are reviewed."""

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page, TaskState
from wagtail_localize.models import Translation


def address_of(task_state):
    return reverse("translation_review:review", args=[task_state.pk])


def translated(pages):
    """The keys of those that are made by translating, not by hand; one query."""
    pages = [page for page in pages if isinstance(page, Page)]
    found = Translation.objects.filter(enabled=True, source__object_id__in={page.translation_key for page in pages})
    made = set(found.values_list("source__object_id", "target_locale_id"))
    return {page.pk for page in pages if (page.translation_key, page.locale_id) in made}


def address_for(page):
    """Where what waits for approval on ``page`` is reviewed; empty if nothing does, or it is no translation."""
    found = (
        TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS).order_by("-started_at", "-pk")
    )
    task_state = found.first()  # not the page's own, which is stored only after the mails have gone out
    return address_of(task_state) if task_state and translated([page]) else ""


def next_for(user):
    """The address of the translation that waits longest for ``user``, or ``None``."""
    states = TaskState.objects.reviewable_by(user).select_related("task").prefetch_related("revision__content_object")
    waiting = [(state, state.revision.content_object) for state in states.order_by("started_at", "pk")]
    ours = translated(page for _state, page in waiting)
    for state, page in waiting:
        if isinstance(page, Page) and page.pk in ours and state.task.specific.get_actions(page, user):
            return address_of(state)
    return None


class ReviewURLFinder(AdminURLFinder):
    """Leads from a page that waits for review to where it is reviewed."""

    def __init__(self, user, addresses):
        super().__init__(user)
        self.addresses = addresses

    def get_edit_url(self, instance):
        address = self.addresses.get(instance.pk) if isinstance(instance, Page) else None
        return address or super().get_edit_url(instance)


class AwaitingReviewPanel(WorkflowObjectsToModeratePanel):
    """Wagtail's on the dashboard; a translation leads to its review instead of the editor."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        ours = translated(state["obj"] for state in context["states"])
        addresses = {
            state["obj"].pk: address_of(state["task_state"])
            for state in context["states"]
            if isinstance(state["obj"], Page) and state["obj"].pk in ours
        }
        context["admin_url_finder"] = ReviewURLFinder(parent_context["request"].user, addresses)
        return context
