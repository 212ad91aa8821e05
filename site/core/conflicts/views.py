"""Both versions side by side, and the ways on."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, PageLogEntry

from core.conflicts.differences import Differences, panel_of
from core.conflicts.saving import KEPT, who
from core.localize.locks import refuse_if_locked

MINE, BOTH = "mine", "both"
JOINED = "core.joined"


class ConflictView(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Two versions")
    header_icon = "copy"
    template_name = "wagtailadmin/conflicts/page.html"

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @cached_property
    def mine(self):
        return get_object_or_404(self.page.revisions.select_related("user"), pk=self.kwargs["revision_id"])

    @cached_property
    def theirs(self):
        return self.page.get_latest_revision()

    @cached_property
    def base(self):
        entry = get_object_or_404(PageLogEntry, page=self.page.pk, revision=self.mine, action=KEPT)
        return self.page.revisions.filter(pk=entry.data.get("base")).first()

    @cached_property
    def differences(self):
        base = self.base and self.base.as_object()
        return Differences(panel_of(self.page, self.request), self.theirs.as_object(), self.mine.as_object(), base)

    @property
    def address_of_page(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        Page.objects.select_for_update().get(pk=self.page.pk)
        refuse_if_locked(self.page, request.user)
        if request.POST.get("theirs") != version(self.theirs):
            messages.warning(request, _("Another version has been saved meanwhile: look at the differences once more."))
            return redirect(request.path)
        if request.POST.get("take") == MINE:
            self.write(self.mine.content, "wagtail.revert")
            messages.success(request, _("Your version is the draft now. The other one is in the history of the page."))
        elif request.POST.get("take") == BOTH and self.differences.may_be_joined:
            mine = {name: self.mine.content[name] for name in self.differences.only_mine}
            self.write({**self.theirs.content, **mine}, JOINED)
            messages.success(request, _("Both versions are joined in the draft. Look at it, then publish it."))
        return redirect(self.address_of_page)

    def write(self, content, action):
        """As a draft: whatever it lacks for being published is asked for then."""
        page = self.page.with_content_json(content)
        if not page.live:
            page.save(clean=False)
        page.save_revision(user=self.request.user, log_action=action, previous_revision=self.mine, clean=False)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        above = {"url": self.address_of_page, "label": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page,
            mine=self.mine,
            theirs=self.theirs,
            their_name=who(self.theirs),
            is_own=self.mine.user_id == self.request.user.pk,
            my_name=who(self.mine),
            version=version(self.theirs),
            differences=self.differences,
            address_of_page=self.address_of_page,
            address_of_mine=reverse("wagtailadmin_pages:revisions_revert", args=[self.page.pk, self.mine.pk]),
            history_url=reverse("wagtailadmin_pages:history", args=[self.page.pk]),
            **kwargs,
        )


def version(revision):
    """An automatic save writes into its own revision, and changes its time."""
    return f"{revision.pk}-{revision.created_at.isoformat()}"
