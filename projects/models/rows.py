"""Rows of a project: with whom, where, what for, by what means."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.fields import facts
from core.models import NumberedRow, Row
from core.validation import refuse_end_before_start
from projects.choosers import school_chooser
from projects.models.status import ActivityState


class PartnerRole(models.TextChoices):
    IMPLEMENTER = "implementer", _("Implementer")
    FUNDER = "funder", _("Funder")
    TECHNICAL = "technical", _("Technical assistance")
    METHODOLOGICAL = "methodological", _("Methodological support")
    CONTRACTOR = "contractor", _("Contractor")
    PARTNER = "partner", _("Partner")


IATI_ROLES = {  # codelist OrganisationRole; it has no code for technical or methodological support
    PartnerRole.FUNDER: "1",
    PartnerRole.IMPLEMENTER: "4",
}


class ProjectPartner(Row):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "projects.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=16, choices=PartnerRole)
    note = models.CharField(_("note"), max_length=300, blank=True)

    override_translatable_fields = [*Row.override_translatable_fields, *facts("role")]
    panels = [FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")]), FieldPanel("note")]

    class Meta(Row.Meta):
        verbose_name = _("partner")

    @property
    def iati_role(self):
        return IATI_ROLES.get(self.role)


class ProjectPlace(Row):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="places")
    place = models.ForeignKey("projects.Place", verbose_name=_("place"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("place")]

    class Meta(Row.Meta):
        verbose_name = _("place")


class ProjectSchool(Row):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="schools")
    school = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("school"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "school"},
    )

    panels = [FieldPanel("school", widget=school_chooser.widget_class)]

    class Meta(Row.Meta):
        verbose_name = _("school")


class ProjectTheme(Row):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="themes")
    theme = models.ForeignKey("projects.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("theme")]

    class Meta(Row.Meta):
        verbose_name = _("theme")


class Objective(NumberedRow):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="objectives")
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True)

    panels = [FieldPanel("number"), FieldPanel("title"), FieldPanel("text")]

    class Meta(NumberedRow.Meta):
        verbose_name = _("objective")


class Activity(Row):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="activities")
    objective_number = models.PositiveSmallIntegerField(
        _("objective no."), null=True, blank=True, help_text=_("The number of the objective it serves.")
    )
    title = models.CharField(_("title"), max_length=255)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ActivityState, default=ActivityState.PLANNED)

    override_translatable_fields = [
        *Row.override_translatable_fields,
        *facts("objective_number", "starts_on", "ends_on", "state"),
    ]
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("objective_number"), FieldPanel("state")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta(Row.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def clean(self):
        super().clean()
        refuse_end_before_start(self, "starts_on", "ends_on", _("An activity can't end before it starts."))
