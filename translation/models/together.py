"""Originals whose next text translators have before readers do, and releases of several languages at one moment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource


class Ahead(models.Model):
    """A live original whose newest draft has been handed to the translators. It ends when the original is published."""

    source = models.OneToOneField(TranslationSource, on_delete=models.CASCADE, primary_key=True, related_name="ahead")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()  # since when, however often it was handed over again

    class Meta:
        verbose_name = _("draft with the translators")
        verbose_name_plural = _("drafts with the translators")
        default_permissions = ()

    def __str__(self):
        return self.source.object_repr


class ReleaseState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DONE = "done", _("Published")
    FAILED = "failed", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


class Release(models.Model):
    """A page that is to be published in several languages at one moment. Its revisions are scheduled and locked."""

    State = ReleaseState

    translation_key = models.UUIDField(db_index=True)  # no page: it may be deleted meanwhile
    title = models.CharField(_("title"), max_length=255)
    revisions = models.JSONField()  # [[locale id, revision id], …], the original first
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("scheduled by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=9, choices=ReleaseState, default=ReleaseState.WAITING)
    problem = models.TextField(blank=True)  # why it was refused, in the language of who scheduled it
    made_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)  # when the mail about the refusal was sent

    class Meta:
        verbose_name = _("publication in several languages")
        verbose_name_plural = _("publications in several languages")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key"],
                condition=models.Q(state=ReleaseState.WAITING),
                name="translation_one_release_waits",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def locale_ids(self):
        return [locale_id for locale_id, _revision in self.revisions]

    @property
    def revision_ids(self):
        return [revision_id for _locale, revision_id in self.revisions]
