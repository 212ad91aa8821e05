from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core import generation
from core.blocks import BodyBlock
from core.fields import StreamField
from core.following import Followed, WithCalendar
from core.images import prepare
from core.models import BasePage
from core.restrictions import public
from home.models.figures import figures
from news.models import EventIndexPage, NewsIndexPage, PublicationIndexPage
from projects.models import Organisation, ProjectIndexPage
from projects.models.rows import PartnerRole, ProjectPartner

LATEST = 3  # items a section shows here


class HomePage(Followed, WithCalendar, BasePage):
    """The first page of a language: what the organisation is for, and the latest of every section."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1  # of the source language; its translations are copies, which this does not limit
    card_kind = ""
    own_addresses = ("data", "search")
    template = "pages/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        latest = {
            "projects": (ProjectIndexPage, lambda section: section.items()),
            "news": (NewsIndexPage, lambda section: section.items()),
            "upcoming": (EventIndexPage, lambda section: section.items().upcoming()),
            "past_events": (EventIndexPage, lambda section: section.items().past()),
            "publications": (PublicationIndexPage, lambda section: section.items()),
        }
        sections = {type(page): page for page in self.sections()}
        images = []
        for name, (kind, items) in latest.items():
            section = sections.get(kind)
            found = list(items(section)[:LATEST]) if section else []
            images += [page.lead_image for page in found]
            context[name] = {"section": section, "items": found}
        prepare(images, "card")
        context["funders"] = self.funders()
        context["figures"] = generation.remember(("figures", translation.get_language()), figures)
        return context

    def sections(self):
        """The list pages directly below, live; a query for each type, once a generation."""
        return generation.remember(
            ("sections", self.pk), lambda: list(public(Page.objects.child_of(self).live()).specific())
        )

    def followed_pages(self):
        """Everything below the sections: a page directly below this one stands in the menu, not in the news."""
        return Page.objects.descendant_of(self).filter(depth__gt=self.depth + 1)

    def calendar_pages(self, limit):
        sections = [page for page in self.sections() if isinstance(page, EventIndexPage)]
        return [event for section in sections for event in section.calendar_pages()[:limit]]

    def funders(self):
        """Organisations that fund a live project, each once."""
        rows = ProjectPartner.objects.filter(page__live=True, role=PartnerRole.FUNDER, locale_id=self.locale_id)
        return Organisation.objects.filter(pk__in=rows.values("organisation")).select_related("logo")
