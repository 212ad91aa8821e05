from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailPreference(models.Model):
    """How often somebody gets mail about translations. Without one: daily."""

    class Frequency(models.TextChoices):
        IMMEDIATE = "immediate", _("At once")
        DAILY = "daily", _("Once a day")
        NEVER = "never", _("Never")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="translation_mail"
    )
    frequency = models.CharField(_("mail about translations"), max_length=9, choices=Frequency, default=Frequency.DAILY)
    told_at = models.DateTimeField(null=True, editable=False)  # up to when everything has been told

    class Meta:
        verbose_name = _("mail about translations")
        verbose_name_plural = _("mail about translations")
        default_permissions = ()

    def __str__(self):
        return self.get_frequency_display()
