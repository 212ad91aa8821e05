from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from core.fields import facts
from core.forms import PageForm
from core.images import prepare
from core.models import NumberedRow, Row
from core.models.rows import give_numbers
from core.validation import PublicationRefused
from news.models.event import EventKind, EventPage, EventQuerySet, EventStatus
from projects.models.proposals import Proposal

MISSING_SUGGESTIONS = _(
    "A round table that was held needs its suggestions. Enter them, or choose that none were made, "
    "or that they were made and the list is not available yet."
)


class SuggestionsOutcome(models.TextChoices):
    LISTED = "listed", _("They are listed below")
    NONE_MADE = "none_made", _("None were made")
    NOT_YET = "not_yet", _("They were made; the list is not available yet")


class SpeakerPart(models.TextChoices):
    OPENED = "opened", _("Opened the meeting")
    MODERATED = "moderated", _("Moderated")
    SPOKE = "spoke", _("Spoke")


class RoundTableForm(PageForm):
    def clean(self):
        cleaned = super().clean()
        is_held = cleaned.get("status") == EventStatus.HELD
        is_listed = cleaned.get("suggestions_outcome") == SuggestionsOutcome.LISTED
        if is_held and is_listed and not self.is_deferred_validation and not self.rows_left("suggestions"):
            self.add_error("suggestions_outcome", MISSING_SUGGESTIONS)
        return cleaned


class RoundTablePage(EventPage):
    """An event with its report: who came, who spoke, what was suggested, and what became of it."""

    topic = models.CharField(_("topic"), max_length=255, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    suggestions_outcome = models.CharField(
        _("suggestions"), max_length=9, choices=SuggestionsOutcome, default=SuggestionsOutcome.LISTED
    )
    survey = models.ForeignKey(
        "projects.SurveyPage",
        verbose_name=_("survey"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    package = models.ForeignKey(
        "projects.ProposalPackagePage",
        verbose_name=_("package of proposals"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = RoundTableForm
    override_translatable_fields = [
        *EventPage.override_translatable_fields,
        *facts("suggestions_outcome", "survey", "package"),
    ]
    content_panels = [
        *[panel for panel in EventPage.content_panels if getattr(panel, "field_name", "") not in {"kind", "body"}],
        MultiFieldPanel([FieldPanel("topic"), FieldPanel("purpose")], heading=_("Topic and purpose")),
        InlinePanel("attendance", heading=_("Who came"), label=_("group")),
        InlinePanel("speakers", heading=_("Who spoke"), label=_("speaker")),
        FieldPanel("suggestions_outcome"),
        InlinePanel("suggestions", heading=_("Suggestions"), label=_("suggestion")),
        MultiFieldPanel([FieldPanel("survey"), FieldPanel("package")], heading=_("What it led to")),
        FieldPanel("body"),
    ]
    search_fields = [*EventPage.search_fields, index.SearchField("topic"), index.SearchField("purpose")]
    template = "pages/round_table_page.html"
    entry_template = "feeds/round_table.html"

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("round table")
        verbose_name_plural = _("round tables")

    def save(self, *args, **kwargs):
        self.kind = EventKind.ROUND_TABLE
        give_numbers(self.suggestions.all())
        super().save(*args, **kwargs)

    def refuse_publication(self):
        super().refuse_publication()
        is_held, is_listed = self.status == EventStatus.HELD, self.suggestions_outcome == SuggestionsOutcome.LISTED
        if is_held and is_listed and not self.suggestions.all():
            raise PublicationRefused({"suggestions_outcome": MISSING_SUGGESTIONS})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        speakers = list(self.speakers.select_related("person__photo", "organisation"))
        prepare([row.person.shown_photo for row in speakers], "photo")
        attendance = list(self.attendance.select_related("organisation"))
        context.update(
            speakers=speakers,
            attendance=attendance,
            expected_in_all=sum(row.expected or 0 for row in attendance),
            came_in_all=sum(row.came or 0 for row in attendance),
            is_expected_known=any(row.expected is not None for row in attendance),
            is_came_known=any(row.came is not None for row in attendance),
            suggestions=self.suggestions_with_proposals(),
        )
        return context

    def entry_context(self):
        return {"suggestions": self.suggestions_with_proposals()}

    def suggestions_with_proposals(self):
        """``[(suggestion, proposal or None)]``; the proposal is that of the package in this page's language."""
        suggestions = sorted(self.suggestions.select_related("by"), key=lambda row: row.number or 0)
        proposals = {}
        if self.package_id and any(row.proposal_number for row in suggestions):
            found = Proposal.objects.filter(
                page__translation_key=self.package.translation_key, page__locale_id=self.locale_id, page__live=True
            )
            proposals = {proposal.number: proposal for proposal in found}
        return [(row, proposals.get(row.proposal_number)) for row in suggestions]

    def folded_parts(self):
        speakers = [row.person.folded for row in self.speakers.all()]
        return [*super().folded_parts(), self.topic, self.purpose, *speakers]


class Attendance(Row):
    """Who was expected and who came: an organisation of the registry, or a group in words."""

    page = ParentalKey(RoundTablePage, on_delete=models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    label = models.CharField(
        _("or a group, in words"), max_length=200, blank=True, help_text=_("For example: principals of Baku schools.")
    )
    expected = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    came = models.PositiveIntegerField(_("came"), null=True, blank=True)

    override_translatable_fields = [*Row.override_translatable_fields, *facts("expected", "came")]
    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("expected"), FieldPanel("came")]),
    ]

    class Meta(Row.Meta):
        verbose_name = _("attendance")

    def clean(self):
        super().clean()
        if not self.organisation_id and not self.label:
            raise ValidationError({"label": _("Choose an organisation or describe the group.")})


class Speaker(Row):
    page = ParentalKey(RoundTablePage, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey("projects.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    part = models.CharField(_("part"), max_length=9, choices=SpeakerPart, default=SpeakerPart.SPOKE)
    role = models.CharField(_("role on that day"), max_length=200, blank=True)
    summary = models.TextField(_("what they said, in short"), blank=True)

    override_translatable_fields = [*Row.override_translatable_fields, *facts("part")]
    panels = [
        FieldRowPanel([FieldPanel("person"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("part")]),
        FieldPanel("summary"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("speaker")


class Suggestion(NumberedRow):
    """What somebody suggested, and the number of the proposal it became in the package."""

    page = ParentalKey(RoundTablePage, on_delete=models.CASCADE, related_name="suggestions")
    text = models.TextField(_("suggestion"))
    by = models.ForeignKey(
        "projects.Person",
        verbose_name=_("suggested by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposal_number = models.PositiveSmallIntegerField(
        _("became proposal no."), null=True, blank=True, help_text=_("Its number in the package of proposals.")
    )

    override_translatable_fields = [*NumberedRow.override_translatable_fields, *facts("proposal_number")]
    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("by"), FieldPanel("proposal_number")]),
    ]

    class Meta(NumberedRow.Meta):
        verbose_name = _("suggestion")
