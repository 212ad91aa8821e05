from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import StreamField, facts
from core.indexes import LatestFirst, read_off_its_index
from core.listing import by_choices, by_year
from core.models import IndexPage
from projects.models import DatedPage
from projects.models.filters import by_project, by_theme
from projects.models.status import today


class NewsKind(models.TextChoices):
    NEWS = "news", _("News item")
    PRESS_RELEASE = "press_release", _("Press release")
    ANNOUNCEMENT = "announcement", _("Announcement")
    EXPERIENCE = "experience", _("Experience")


class NewsPage(DatedPage):
    kind = models.CharField(_("kind"), max_length=13, choices=NewsKind, default=NewsKind.NEWS)
    date = models.DateField(_("date"), null=True, default=today)
    event = models.ForeignKey(
        "news.EventPage", verbose_name=_("event"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    date_field = "date"
    override_translatable_fields = [*DatedPage.override_translatable_fields, *facts("kind", "date", "event")]
    content_panels = [
        *DatedPage.content_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]), FieldPanel("project"), FieldPanel("event")],
            heading=_("What it belongs to"),
        ),
    ]
    search_fields = [*DatedPage.search_fields, index.SearchField("body"), index.FilterField("date")]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types = []
    card_turn = 30
    template = "pages/news_page.html"

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        indexes = [LatestFirst("date", name="news_latest_first")]


class NewsIndexPage(IndexPage):
    item_model = NewsPage
    filters = (
        by_choices("kind", _("Kind"), NewsKind.choices),
        by_project(),
        by_theme("project__themes__theme__code"),
        by_year(_("Year"), "date"),
    )
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    template = "pages/news_index_page.html"

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def items(self):
        items = super().items().select_related("lead_image")
        return read_off_its_index(items.order_by(models.F("date").desc(nulls_last=True), "-pk"))
