"""Pictures of people: the report on consents, and what editors are told. And pictures in rich text, shown our way."""

from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.images.views import images

from core.images.names import SHOWN, pictures_of, way_to
from core.images.report import ConsentReport, may_see_report, named_beside
from core.images.rich_text import PictureEmbedHandler
from core.models import BasePage

FIRST = -100  # before Wagtail's own
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


class EditImage(images.EditView):
    """As Wagtail's, and says where a name that is withheld stands beside the picture already."""

    def save_action(self):
        response = super().save_action()
        found = named_beside([self.object])[self.object.pk]
        if found:
            places = ", ".join(f"“{one.text}” ({one.page.title}, {one.field})" for one in found[:SHOWN])
            message = gettext(
                "A name that is withheld stands beside this picture where readers see it: %(places)s. Leave it out there."
            )
            pages = {one.page.pk: one.page.title for one in found[:SHOWN]}
            ways = [(reverse("wagtailadmin_pages:edit", args=[pk]), title) for pk, title in pages.items()]
            ways.append((reverse("core_consent:index"), gettext("All of them")))
            buttons = [messages.button(*way) for way in ways]
            messages.warning(self.request, message % {"places": places}, buttons=buttons)
        return response


@hooks.register("register_admin_urls", order=FIRST)
def shadow_the_view_of_an_image():
    urls = [path("images/<int:image_id>/", EditImage.as_view(), name="edit")]
    return [path("", include((urls, "core_images"), namespace="core_images"))]


def tell_of_hidden_pictures(request, page):
    """After a save that leads to another page; one in the background, while somebody types, is not the moment."""
    if not request.accepts("text/html") or not isinstance(page, BasePage):
        return
    for image in pictures_of(page).values():
        if not image.may_be_shown:
            message = gettext("Readers will not see the picture “%(title)s”. Consent: %(state)s.")
            said = message % {"title": image.title, "state": image.consent_state.label}
            messages.warning(request, said, buttons=[messages.button(*way_to(image))])


hooks.register("after_create_page", tell_of_hidden_pictures)
hooks.register("after_edit_page", tell_of_hidden_pictures)
