"""One translation that was submitted: read it, approve it or return it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState

from core.localize.completeness import translation_of
from core.localize.locks import lock_for, why_locked
from core.localize.review import has_changed
from core.validation import PublicationRefused
from translation.review.comparison import Comparison
from translation.review.waiting import address_for, next_for

APPROVE, RETURN = "approve", "reject"  # as Wagtail's tasks call them


class Review(WagtailAdminTemplateMixin, TemplateView):
    """Whoever may act on the task sees it with buttons, whoever may edit the translation without."""

    page_title = gettext_lazy("Review")
    header_icon = "view"
    template_name = "translation/review.html"
    comment, error = "", ""

    @cached_property
    def task_state(self):
        found = TaskState.objects.select_related("revision", "workflow_state__requested_by", "finished_by", "task")
        return get_object_or_404(found, pk=self.kwargs["task_state_id"])

    @cached_property
    def page(self):
        page = self.task_state.revision.content_object
        if not isinstance(page, Page):
            raise Http404
        return page

    @cached_property
    def translation(self):
        found = translation_of(self.page)
        if found is None or not found.enabled:
            raise Http404
        return found

    @cached_property
    def is_waiting(self):
        return self.task_state.pk == getattr(self.page.current_workflow_task_state, "pk", None) and (
            self.task_state.status == TaskState.STATUS_IN_PROGRESS
        )

    @cached_property
    def task(self):
        return self.task_state.task.specific

    @cached_property
    def actions(self):
        found = self.task.get_actions(self.page, self.request.user) if self.is_waiting else []
        return {name for name, _label, _modal in found}

    @property
    def address_of_page(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def dispatch(self, request, *args, **kwargs):
        if not (self.page.permissions_for_user(request.user).can_edit() or self.actions):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Nothing that was typed is lost: where it is refused, the comment stays in its field."""
        action, self.comment = request.POST.get("action"), request.POST.get("comment", "").strip()
        if not self.is_waiting:
            messages.error(request, _("Nothing was done: it has been decided, withdrawn or submitted anew meanwhile."))
        elif action not in self.actions & {APPROVE, RETURN}:
            raise PermissionDenied
        elif action == RETURN and not self.comment:
            self.error = _("Say what has to be changed.")
        elif self.act(action):
            return redirect(next_for(request.user) or reverse("wagtailadmin_home"))
        return self.render_to_response(self.get_context_data())

    def act(self, action):
        try:
            with transaction.atomic():
                self.task.on_action(self.task_state.specific, self.request.user, action, comment=self.comment)
        except ValidationError as error:
            refusal = error if isinstance(error, PublicationRefused) else PublicationRefused(error.messages)
            refusal.ways = [*refusal.ways, (self.address_of_page, _("Open the translation"))]
            refusal.tell(self.request)
            return False
        title = self.page.get_admin_display_title()
        if action == APPROVE:
            messages.success(self.request, _("“%(title)s” has been approved.") % {"title": title})
        else:
            messages.success(self.request, _("“%(title)s” has been returned for changes.") % {"title": title})
        return True

    def get_page_subtitle(self):
        return self.task_state.revision.object_str

    def get_breadcrumbs_items(self):
        above = {"url": self.address_of_page, "label": self.task_state.revision.object_str}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        comparison = Comparison(self.translation, self.task_state.revision, self.page)
        return super().get_context_data(
            task_state=self.task_state,
            page=self.page,
            source=self.translation.source.get_source_instance(),
            translation=self.translation,
            comparison=comparison,
            is_waiting=self.is_waiting,
            actions=self.actions,
            has_changed=self.is_waiting
            and comparison.may_have_changed
            and has_changed(self.translation, self.task_state.revision),
            is_own=self.is_own,
            why_locked=self.why_locked,
            present="" if self.is_waiting else address_for(self.page),
            comment=self.comment,
            error=self.error,
            address_of_page=self.address_of_page,
            **kwargs,
        )

    @property
    def is_own(self):
        wrote_it = getattr(self.task, "wrote_it", None)
        return self.is_waiting and not self.actions and bool(wrote_it and wrote_it(self.page, self.request.user))

    @property
    def why_locked(self):
        lock = lock_for(self.page, self.request.user) if self.actions else None
        return why_locked(lock, self.request.user) if lock else ""
