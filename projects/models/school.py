from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from core.blocks import BodyBlock
from core.fields import StreamField, facts
from core.models import BasePage, RegistryRecord, Row
from core.validation import refuse_end_before_start
from projects.choosers import school_chooser
from projects.models.dated import WithinProject

SchoolInput = school_chooser.widget_class
PARTNERSHIP_YEARS = 4  # after them the partners may change


class PartnershipState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ACTIVE = "active", _("Under way")
    ENDED = "ended", _("Ended")


class SchoolCommunityPage(WithinProject, BasePage):
    """Pupils, parents and teachers of a school who act together. No child is named here: the chair has a role only."""

    school = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("school"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "school"},
    )
    since = models.DateField(_("since"), null=True, blank=True)
    classes = models.PositiveSmallIntegerField(_("number of classes"), null=True, blank=True)
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    chair = models.CharField(
        _("chair"),
        max_length=120,
        blank=True,
        help_text=_("The role, never a child's name: “a pupil of the ninth form”."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("stories of the community"), blank=True)

    override_translatable_fields = [*BasePage.override_translatable_fields, *facts("since", "classes")]
    serve_related = (*BasePage.serve_related, "school__place")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("school", widget=SchoolInput),
                FieldRowPanel([FieldPanel("since"), FieldPanel("classes")]),
                FieldPanel("motto"),
                FieldPanel("chair"),
            ],
            heading=_("Community"),
        ),
        InlinePanel("committees", heading=_("Committees"), label=_("committee")),
        FieldPanel("body"),
    ]
    parent_page_types = ["projects.ProjectPage"]
    subpage_types = []
    template = "pages/school_community_page.html"

    class Meta:
        verbose_name = _("school community")
        verbose_name_plural = _("school communities")


class Committee(Row):
    page = ParentalKey(SchoolCommunityPage, on_delete=models.CASCADE, related_name="committees")
    area = models.CharField(_("area"), max_length=120)

    panels = [FieldPanel("area")]

    class Meta(Row.Meta):
        verbose_name = _("committee")


class SchoolPartnership(RegistryRecord):
    """Two schools of different provinces that work together for four years."""

    project = models.ForeignKey(
        "projects.ProjectPage",
        verbose_name=_("project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    school_a = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("school"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "school"},
    )
    school_b = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("partner school"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"kind": "school"},
    )
    topics = models.TextField(_("topics of joint work"), blank=True, help_text=_("One per line."))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("Left empty: four years after the start."))
    state = models.CharField(_("state"), max_length=8, choices=PartnershipState, default=PartnershipState.ACTIVE)

    shown_field = "topics"
    override_translatable_fields = facts("project", "starts_on", "ends_on", "state")
    panels = [
        FieldPanel("project"),
        FieldRowPanel([FieldPanel("school_a", widget=SchoolInput), FieldPanel("school_b", widget=SchoolInput)]),
        FieldPanel("topics"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("state")]),
    ]

    class Meta(RegistryRecord.Meta):
        verbose_name = _("school partnership")
        verbose_name_plural = _("school partnerships")
        ordering = ["starts_on", "id"]

    def __str__(self):
        return f"{self.school_a} – {self.school_b}"

    @property
    def name(self):
        return str(self)

    def clean(self):
        super().clean()
        if self.school_a_id and self.school_a_id == self.school_b_id:
            raise ValidationError({"school_b": _("A school can't be its own partner.")})
        refuse_end_before_start(self, "starts_on", "ends_on", _("A partnership can't end before it starts."))

    def save(self, *args, **kwargs):
        if self.starts_on and not self.ends_on:
            self.ends_on = four_years_after(self.starts_on)
        super().save(*args, **kwargs)

    @property
    def spellings(self):
        return [self.name, *self.topic_list]

    def shown_on(self):
        """Of every project: it may have been another one's before."""
        return self._meta.get_field("project").related_model.objects.filter(locale=self.locale)

    @property
    def topic_list(self):
        return [topic.strip() for topic in self.topics.splitlines() if topic.strip()]


def four_years_after(day):
    try:
        return day.replace(year=day.year + PARTNERSHIP_YEARS)
    except ValueError:  # 29 February of a year that is not four years before a leap year: 2096 → 2100
        return day.replace(year=day.year + PARTNERSHIP_YEARS, day=28)
