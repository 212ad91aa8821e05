from django.conf import settings
from django.db import models


class Unused(models.Model):
    """What has been done about an account that nobody used for long. See ``core.accounts.unused``."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    warned_at = models.DateTimeField(null=True)
    deactivated_at = models.DateTimeField(null=True)
    counts_from = models.DateTimeField(null=True)  # when an administrator let them in again

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id}"
