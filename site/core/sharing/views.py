"""What the link opens, and the page of the admin where it is made."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from core import generation
from core.localize.completeness import translation_of
from core.localize.patches import as_translated
from core.sharing import links

HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",  # else whoever is linked from the draft is told its address
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_safe
def shared_draft(request, token):
    link = links.read(token)
    page = link and not link.has_ended and links.page_of(link)
    if not page or page.locale.language_code != translation.get_language():
        response = render(request, "shared_draft_gone.html", status=410 if link else 404)
    elif is_public(page) and (address := page.get_url(request)):
        response = HttpResponseRedirect(address)
    else:
        response = draft_response(request, page, link)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def is_public(page):
    """Has it all been published since?"""
    return page.live and not page.has_unpublished_changes and not page.get_view_restrictions().exists()


def draft_response(request, page, link):
    request.shared_until = link.ends_at
    with generation.apart():
        response = newest_draft(page).serve(request)
        if hasattr(response, "render"):
            response.render()
    return response


def newest_draft(page):
    """As the editor's preview shows it: a translation with what its translators have typed so far."""
    found = translation_of(page)
    if found is not None and found.enabled:
        return as_translated(found)
    return page.get_latest_revision_as_object()


class ShareView(WagtailAdminTemplateMixin, TemplateView):
    """For who may edit the page. A link is made by a POST, and shown once: none is stored."""

    page_title = gettext_lazy("Share this draft")
    header_icon = "link-external"
    template_name = "core_admin/sharing/share.html"
    _show_breadcrumbs = True

    @cached_property
    def page(self):
        return get_object_or_404(Page.objects.select_related("locale"), pk=self.kwargs["page_id"])

    def dispatch(self, request, *args, **kwargs):
        if not links.may_share(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "end" in request.POST:
            links.end_all(self.page, request.user)
            messages.success(request, _("No link to the drafts of this page works any more."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        link = links.share(self.page, request.user)
        address = request.build_absolute_uri(links.address(link, self.page))
        return self.render_to_response(self.get_context_data(link=link, address=address))

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "days": settings.SHARED_DRAFT_DAYS,
            "is_public": is_public(self.page),
            "is_restricted": self.page.get_view_restrictions().exists(),
        }
