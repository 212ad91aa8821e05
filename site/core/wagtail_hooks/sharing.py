"""The way to a link that shows a draft to somebody without an account (``core.sharing``)."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from core.sharing import links
from core.sharing.views import ShareView


@hooks.register("register_admin_urls")
def sharing_urls():
    urls = [path("<int:page_id>/", ShareView.as_view(), name="share")]
    return [path("share-draft/", include((urls, "core_sharing"), namespace="core_sharing"))]


@hooks.register("register_page_header_buttons")
def share_button(page, user, view_name, next_url=None):
    if links.may_share(user, page):
        yield Button(
            _("Share this draft"), reverse("core_sharing:share", args=[page.pk]), icon_name="link-external", priority=68
        )


@hooks.register("register_log_actions")
def log_sharing(actions):
    actions.register_action(links.SHARED, _("Share the draft"), _("Draft shared by a link"))
    actions.register_action(links.ENDED, _("End shared links"), _("All links to drafts ended"))
