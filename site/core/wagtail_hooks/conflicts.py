"""Where two versions of a page are compared, and what its history calls them (``core.conflicts``)."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.conflicts.saving import KEPT
from core.conflicts.views import JOINED, ConflictView


@hooks.register("register_admin_urls")
def conflict_urls():
    urls = [path("<int:page_id>/<int:revision_id>/", ConflictView.as_view(), name="page")]
    return [path("two-versions/", include((urls, "core_conflicts"), namespace="core_conflicts"))]


@hooks.register("register_log_actions")
def log_conflicts(actions):
    actions.register_action(KEPT, _("Keep beside"), _("Second version kept: somebody else had saved first"))
    actions.register_action(JOINED, _("Join versions"), _("Two versions joined"))
