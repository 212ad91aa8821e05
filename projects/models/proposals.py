from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.blocks import BodyBlock
from core.fields import AddressLanguageField, StreamField, facts
from core.models import BasePage, NumberedRow, Row
from core.models.rows import give_numbers
from projects.models.dated import WithinProject


class ProposalStatus(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("a package of proposals", "Submitted")
    CONSIDERED = "considered", _("Under consideration")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    DONE = "done", _("Carried out")
    DECLINED = "declined", _("Declined")


class ProposalPackagePage(WithinProject, BasePage):
    """What a project proposed, to whom, and what became of each proposal."""

    addressee = models.ForeignKey(
        "projects.Organisation", verbose_name=_("addressee"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    reference = models.CharField(_("reference number"), max_length=60, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = [*BasePage.override_translatable_fields, *facts("submitted_on", "reference")]
    serve_related = (*BasePage.serve_related, "addressee")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("addressee"), FieldRowPanel([FieldPanel("submitted_on"), FieldPanel("reference")])],
            heading=_("Addressee"),
        ),
        InlinePanel("proposals", heading=_("Proposals"), label=_("proposal")),
        InlinePanel("files", heading=_("Files"), label=_("file")),
        FieldPanel("body"),
    ]
    parent_page_types = ["projects.ProjectPage"]
    subpage_types = []
    template = "pages/proposal_package_page.html"

    class Meta:
        verbose_name = _("package of proposals")
        verbose_name_plural = _("packages of proposals")

    def save(self, *args, **kwargs):
        give_numbers(self.proposals.all())
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(
            proposals=sorted(self.proposals.all(), key=lambda row: row.number or 0),
            files=self.files.select_related("document"),
        )
        return context

    def folded_parts(self):
        return [*super().folded_parts(), *[row.text for row in self.proposals.all()]]


class Proposal(NumberedRow):
    page = ParentalKey(ProposalPackagePage, on_delete=models.CASCADE, related_name="proposals")
    text = models.TextField(_("proposal"))
    status = models.CharField(_("status"), max_length=10, choices=ProposalStatus, default=ProposalStatus.SUBMITTED)
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("The day from which it has this status."))
    answer = models.TextField(_("answer"), blank=True, help_text=_("What the addressee answered, in short."))
    evidence_url = models.URLField(
        _("evidence"), blank=True, help_text=_("Where the answer or the decision can be read.")
    )
    evidence_url_language = AddressLanguageField()

    override_translatable_fields = [
        *NumberedRow.override_translatable_fields,
        *facts("status", "since", "evidence_url", "evidence_url_language"),
    ]
    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("status"), FieldPanel("since")]),
        FieldPanel("text"),
        FieldPanel("answer"),
        FieldRowPanel([FieldPanel("evidence_url"), FieldPanel("evidence_url_language")]),
    ]

    class Meta(NumberedRow.Meta):
        verbose_name = _("proposal")


class ProposalFile(Row):
    """The package in one language; language and version are the document's own."""

    page = ParentalKey(ProposalPackagePage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "core.SiteDocument", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )

    override_translatable_fields = [*Row.override_translatable_fields, *facts("document")]
    panels = [FieldPanel("document")]

    class Meta(Row.Meta):
        verbose_name = _("file")
