from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.fields import facts
from core.models import RegistryRecord


class GlossaryTerm(RegistryRecord):
    """A word and the one it is translated by. Its copy in each language holds that language's word.

    Several forms are one text, not two fields: a field that is empty in the source gives translators nothing to fill in.
    """

    name = models.CharField(
        _("term"),
        max_length=200,
        help_text=_(
            "In its basic form: endings are recognised. Others that are right as well follow after a semicolon."
        ),
    )
    note = models.CharField(_("note"), max_length=255, blank=True, help_text=_("When it is used, and what to avoid."))
    is_kept = models.BooleanField(
        _("stays as it is"), default=False, help_text=_("A name that is written the same in every language.")
    )

    override_translatable_fields = facts("is_kept")
    panels = [FieldPanel("name"), FieldPanel("note"), FieldPanel("is_kept")]
    changes_what_readers_see = False

    class Meta(RegistryRecord.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ["name"]
