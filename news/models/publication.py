from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import StreamField, facts
from core.indexes import LatestFirst, read_off_its_index
from core.listing import by_choices, by_year
from core.models import IndexPage, Row
from projects.models import DatedPage
from projects.models.filters import by_project
from projects.models.status import today


class PublicationKind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    REPORT = "report", _("Report")
    ONE_PAGE = "one_page", _("One-page summary")
    ANNUAL = "annual", _("Annual report")


class PublicationPage(DatedPage):
    kind = models.CharField(_("kind"), max_length=8, choices=PublicationKind, default=PublicationKind.REPORT)
    date = models.DateField(_("date"), null=True, default=today)
    publisher = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    date_field = "date"
    override_translatable_fields = [*DatedPage.override_translatable_fields, *facts("kind", "date")]
    serve_related = (*DatedPage.serve_related, "publisher")
    content_panels = [
        *DatedPage.content_panels,
        InlinePanel("files", heading=_("Files"), label=_("file")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
                FieldPanel("publisher"),
                FieldPanel("project"),
            ],
            heading=_("What it belongs to"),
        ),
    ]
    search_fields = [*DatedPage.search_fields, index.SearchField("body"), index.FilterField("date")]
    parent_page_types = ["news.PublicationIndexPage"]
    subpage_types = []
    card_turn = 100
    cited_as = "report"
    template = "pages/publication_page.html"
    entry_template = "feeds/publication.html"

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [LatestFirst("date", name="publications_latest_first")]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.entry_context()}

    def entry_context(self):
        return {"files": self.files.select_related("document")}


class PublicationFile(Row):
    """The publication in one language; language, version, size and pages are the document's own."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "core.SiteDocument", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )

    override_translatable_fields = [*Row.override_translatable_fields, *facts("document")]
    panels = [FieldPanel("document")]

    class Meta(Row.Meta):
        verbose_name = _("file")


class PublicationIndexPage(IndexPage):
    item_model = PublicationPage
    filters = (
        by_choices("kind", _("Kind"), PublicationKind.choices),
        by_project(),
        by_year(_("Year"), "date"),
    )
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.PublicationPage"]
    template = "pages/publication_index_page.html"

    class Meta:
        verbose_name = _("publication list")
        verbose_name_plural = _("publication lists")

    def items(self):
        items = super().items().select_related("lead_image")
        return read_off_its_index(items.order_by(models.F("date").desc(nulls_last=True), "-pk"))
