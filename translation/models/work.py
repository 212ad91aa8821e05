"""One translation as a piece of work: from which text what readers see was made, and who is at it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation


class Origin(models.TextChoices):
    PERSON = "person", _("by a person")
    REVIEWED = "reviewed", _("by a machine, reviewed by a person")
    MACHINE = "machine", _("by a machine, not reviewed")


class Work(models.Model):
    """Beside each wagtail-localize ``Translation`` that was ever published or taken by somebody.

    How much there is left to do is no part of it: it is counted from the texts themselves (``translation.work.amounts``),
    and the board keeps what was counted (``translation.models.board``).
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, primary_key=True, related_name="work")
    # [[context id, string id], …] in the order of the source; it stays when the page is unpublished or deleted
    published_from = models.JSONField(null=True, editable=False)
    stale_since = models.DateTimeField(_("original changed"), null=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    taken_at = models.DateTimeField(null=True, editable=False)
    due_on = models.DateField(_("due"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, editable=False)  # what a machine has translated
    origin = models.CharField(  # of what readers see
        _("origin"), max_length=8, choices=Origin, default=Origin.PERSON, editable=False
    )

    class Meta:
        verbose_name = _("translation work")
        verbose_name_plural = _("translation work")
        default_permissions = ()

    def __str__(self):
        return str(self.translation)
