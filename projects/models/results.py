"""Rows of a project that count: indicators, and where its one-page summary went."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.fields import AddressLanguageField, facts
from core.models import Row
from projects import charts


class ResultLevel(models.TextChoices):
    OUTPUT = "output", _("Output")
    OUTCOME = "outcome", _("Outcome")
    IMPACT = "impact", _("Impact")


class Unit(models.TextChoices):
    COUNT = "count", pgettext_lazy("unit of an indicator", "number")
    PERCENT = "percent", _("per cent")
    MONEY = "money", _("amount of money")
    YES_NO = "yes_no", _("yes or no")


class Channel(models.TextChoices):
    SOCIAL = "social", _("Social media")
    WEBSITE = "website", _("Website")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    MEETING = "meeting", _("Meeting")
    PRESS = "press", _("Press")


class Indicator(Row):
    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="indicators")
    objective_number = models.PositiveSmallIntegerField(_("objective no."), null=True, blank=True)
    label = models.CharField(_("what is measured"), max_length=200)
    level = models.CharField(_("level"), max_length=8, choices=ResultLevel, default=ResultLevel.OUTPUT)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.COUNT)
    baseline = models.DecimalField(_("baseline"), max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(
        _("actual"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Leave empty while it is not known."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    override_translatable_fields = [
        *Row.override_translatable_fields,
        *facts("objective_number", "level", "unit", "baseline", "target", "actual"),
    ]
    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("objective_number"), FieldPanel("level"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("baseline"), FieldPanel("target"), FieldPanel("actual")]),
        FieldPanel("note"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    @property
    def bar(self):
        """``None`` while nothing is known of what came of it: an empty bar would say “nothing”."""
        if self.actual is None or self.unit == Unit.YES_NO:
            return None
        full = charts.WHOLE if self.unit == Unit.PERCENT else None
        return charts.bar(planned=self.target, actual=self.actual, baseline=self.baseline, full=full)


class Distribution(Row):
    """Where and when the one-page summary was sent or put."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="distributions")
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    organisation = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    date = models.DateField(_("date"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)
    url_language = AddressLanguageField()

    override_translatable_fields = [*Row.override_translatable_fields, *facts("channel", "date", "url", "url_language")]
    panels = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("date")]),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("url"), FieldPanel("url_language")]),
    ]

    class Meta(Row.Meta):
        verbose_name = _("distribution")
        verbose_name_plural = _("distribution of the one-page summary")
