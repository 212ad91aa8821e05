from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import StreamField, facts
from core.models import BasePage, NumberedRow, Row
from core.models.rows import give_numbers
from core.validation import refuse_end_before_start
from projects import charts
from projects.models.dated import WithinProject


class FormStage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")


class SurveyPage(WithinProject, BasePage):
    """A survey of a project: how it was made, who was planned and reached, what they answered."""

    fieldwork_starts_on = models.DateField(_("fieldwork from"), null=True, blank=True)
    fieldwork_ends_on = models.DateField(_("fieldwork to"), null=True, blank=True)
    method = models.TextField(_("method"), blank=True, help_text=_("How respondents were chosen and asked."))
    limitations = models.TextField(_("limitations"), blank=True, help_text=_("What the figures can't tell."))
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *facts("fieldwork_starts_on", "fieldwork_ends_on"),
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("fieldwork_starts_on"), FieldPanel("fieldwork_ends_on")]),
                FieldPanel("method"),
                FieldPanel("limitations"),
            ],
            heading=_("How it was made"),
        ),
        InlinePanel("groups", heading=_("Respondents"), label=_("group")),
        InlinePanel("questions", heading=_("Questions and answers"), label=_("question")),
        InlinePanel("forms", heading=_("Survey forms"), label=_("form")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("method"), index.FilterField("fieldwork_ends_on")]
    parent_page_types = ["projects.ProjectPage"]
    subpage_types = []
    template = "pages/survey_page.html"

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def clean(self):
        super().clean()
        refuse_end_before_start(
            self, "fieldwork_starts_on", "fieldwork_ends_on", _("The fieldwork can't end before it starts.")
        )

    def save(self, *args, **kwargs):
        give_numbers(self.questions.all())
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        groups = list(self.groups.all())
        most = charts.largest(value for group in groups for value in (group.planned, group.reached))
        for group in groups:
            group.bar = charts.bar(planned=group.planned, actual=group.reached, full=most)
        context.update(
            groups=groups,
            planned_in_all=sum(group.planned or 0 for group in groups),
            reached_in_all=sum(group.reached or 0 for group in groups),
            is_reached_known=any(group.reached is not None for group in groups),
            questions=sorted(self.questions.all(), key=lambda row: row.number or 0),
            forms=self.forms.select_related("document"),
        )
        return context


class SurveyGroup(Row):
    page = ParentalKey(SurveyPage, on_delete=models.CASCADE, related_name="groups")
    label = models.CharField(_("who"), max_length=120)
    planned = models.PositiveIntegerField(_("planned"), null=True, blank=True)
    reached = models.PositiveIntegerField(
        _("reached"), null=True, blank=True, help_text=_("Leave empty while it is not known.")
    )

    override_translatable_fields = [*Row.override_translatable_fields, *facts("planned", "reached")]
    panels = [FieldPanel("label"), FieldRowPanel([FieldPanel("planned"), FieldPanel("reached")])]

    class Meta(Row.Meta):
        verbose_name = _("group of respondents")


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Answer"))
    count = blocks.IntegerBlock(min_value=0, required=False, label=_("How many chose it"))

    class Meta:
        icon = "tick"
        label = _("Answer")


class SurveyQuestion(NumberedRow):
    """A question with its answers. They are a StreamField: rows within rows are lost when Wagtail copies a page
    for translation (wagtail/wagtail#14425).
    """

    page = ParentalKey(SurveyPage, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=400)
    base = models.PositiveIntegerField(
        _("how many answered"), null=True, blank=True, help_text=_("Percentages are of this number.")
    )
    options = StreamField([("option", OptionBlock())], verbose_name=_("answers"), blank=True)

    override_translatable_fields = [*NumberedRow.override_translatable_fields, *facts("base")]
    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("base")]),
        FieldPanel("text"),
        FieldPanel("options"),
    ]

    class Meta(NumberedRow.Meta):
        verbose_name = _("question")

    @property
    def answers(self):
        """``[{label, count, percent, bar}]``; ``percent`` is ``None`` without a base or a count, ``bar`` without a
        count: the share of all who answered, or beside the other answers where their number is not known.
        """
        counts = [option.value["count"] for option in self.options]
        most = None if self.base else charts.largest(counts)
        return [
            {
                "label": option.value["label"],
                "count": count,
                "percent": round(100 * count / self.base, 1) if self.base and count is not None else None,
                "bar": charts.bar(planned=self.base or None, actual=count, full=most) if count is not None else None,
            }
            for option, count in zip(self.options, counts, strict=True)
        ]


class SurveyForm(Row):
    """A questionnaire; its language and version are the document's own."""

    page = ParentalKey(SurveyPage, on_delete=models.CASCADE, related_name="forms")
    document = models.ForeignKey(
        "core.SiteDocument", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(_("stage"), max_length=5, choices=FormStage, default=FormStage.FINAL)

    override_translatable_fields = [*Row.override_translatable_fields, *facts("document", "stage")]
    panels = [FieldPanel("document"), FieldPanel("stage")]

    class Meta(Row.Meta):
        verbose_name = _("survey form")
