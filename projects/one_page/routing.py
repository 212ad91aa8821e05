from urllib.parse import urljoin

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.below import AddressesBelow
from projects.one_page import views
from projects.one_page.forms import OnePageForm
from projects.one_page.refusal import refuse_if_too_long

MODE = "one-page"


class OnePage(AddressesBelow):
    """A page that has a summary: its addresses, its preview, and the refusal of texts that don't fit."""

    views_below = views.VIEWS
    base_form_class = OnePageForm
    preview_modes = [*Page.DEFAULT_PREVIEW_MODES, (MODE, _("One-page summary"))]

    @property
    def one_page_url(self):
        return urljoin(self.url, "one-page/")

    @property
    def one_page_pdf_url(self):
        return urljoin(self.url, "one-page.pdf")

    def get_preview_template(self, request, mode_name):
        return views.TEMPLATE if mode_name == MODE else super().get_preview_template(request, mode_name)

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return context | views.context(self) if mode_name == MODE else context

    def refuse_publication(self):
        super().refuse_publication()
        refuse_if_too_long(self)
