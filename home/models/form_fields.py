from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.forms.models import AbstractFormField

from core.fields import StreamField, facts
from core.languages import slugify
from core.models import Row

MAX_KEY = 60


class FieldType(models.TextChoices):
    """The kinds of answer. Files are none: they would need scanning and a place that is not public."""

    SINGLELINE = "singleline", _("Short text")
    MULTILINE = "multiline", _("Long text")
    NAME = "name", _("Name of a person")
    EMAIL = "email", _("E-mail address")
    TEL = "tel", _("Telephone number")
    NUMBER = "number", pgettext_lazy("kind of answer", "Number")
    DATE = "date", _("Date")
    RADIO = "radio", _("One of a few choices")
    DROPDOWN = "dropdown", _("One of many choices, in a list that opens")
    CHECKBOXES = "checkboxes", _("Any number of choices")
    CHECKBOX = "checkbox", _("A box to tick")
    CONSENT = "consent", _("Consent: a box that has to be ticked")

    @classmethod
    def choosing(cls):
        """Those that are answered by one or several of the question's choices."""
        return {cls.RADIO, cls.DROPDOWN, cls.CHECKBOXES}


class ChoiceBlock(blocks.CharBlock):
    class Meta:
        icon = "list-ul"
        label = _("Choice")


class FormField(Row, AbstractFormField):
    """A question. Its choices are a StreamField, so that each has an id that is the same in every language."""

    page = ParentalKey("home.FormPage", on_delete=models.CASCADE, related_name="form_fields")
    label = models.CharField(_("question"), max_length=255, help_text=_("As short as it can be: “Your name”."))
    help_text = models.CharField(
        _("hint"), max_length=255, blank=True, help_text=_("What people need to know to answer, if anything.")
    )
    field_type = models.CharField(_("kind of answer"), max_length=16, choices=FieldType, default=FieldType.SINGLELINE)
    required = models.BooleanField(_("has to be answered"), default=True)
    choices = StreamField(
        [("choice", ChoiceBlock(max_length=200))],
        verbose_name=_("choices"),
        blank=True,
        max_num=50,
        help_text=_("Only for kinds of answer that are chosen."),
    )
    default_value = models.TextField(
        _("text that stands there already"), blank=True, help_text=_("Only for short and long texts; mostly none.")
    )

    override_translatable_fields = [
        *Row.override_translatable_fields,
        *facts("clean_name", "field_type", "required"),
    ]
    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        FieldPanel("help_text"),
        FieldPanel("choices"),
        FieldPanel("default_value"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("question")

    def get_field_clean_name(self):
        """By the rule for slugs: Wagtail's own makes ``adu0131nu0131z`` of “Adınız”."""
        return slugify(self.label).replace("-", "_")[:MAX_KEY].strip("_") or "question"
