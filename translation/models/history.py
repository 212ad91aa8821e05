from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String, TranslationContext


class TextChange(models.Model):
    """One change of one translated text: what it was, what it became, who did it. wagtail-localize keeps only the last."""

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    before = models.TextField(blank=True)  # empty: it had no translation
    after = models.TextField(blank=True)  # empty: it was taken away
    tool = models.CharField(max_length=255, blank=True)  # a service or a file; empty: typed
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a text")
        verbose_name_plural = _("changes of texts")
        default_permissions = ()
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["context", "string", "locale"])]

    def __str__(self):
        return self.after
