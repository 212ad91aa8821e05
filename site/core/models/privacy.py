from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionRun(models.Model):
    """How a rule of ``core.privacy.retention`` was carried out: one row for each."""

    rule = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField(_("last done"))
    count = models.PositiveIntegerField(_("then"), default=0)
    total = models.PositiveBigIntegerField(_("in all"), default=0)
    problem = models.TextField(blank=True)

    class Meta:
        default_permissions = ("view",)
        permissions = [("handle_personal_data", "Can export and erase the personal data of anybody")]

    def __str__(self):
        return self.rule
