"""Pictures of people: the report on consents. And pictures in rich text, shown our way."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.images.report import ConsentReport, may_see_report
from core.images.rich_text import PictureEmbedHandler

LAST = 100  # after Wagtail's own handler of the same kind


@hooks.register("register_rich_text_features", order=LAST)
def show_pictures_our_way(features):
    features.register_embed_type(PictureEmbedHandler)


@hooks.register("register_admin_urls")
def report_urls():
    urls = [
        path("", ConsentReport.as_view(), name="index"),
        path("results/", ConsentReport.as_view(results_only=True), name="index_results"),
    ]
    return [path("reports/consent/", include((urls, "core_consent"), namespace="core_consent"))]


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_report(request.user)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ReportMenuItem(
        _("Pictures of people: consent"), reverse("core_consent:index"), name="consent", icon_name="image", order=1100
    )
