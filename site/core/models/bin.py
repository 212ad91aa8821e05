"""What was deleted, as long as it can come back. See ``core.bin``."""

import datetime
import math

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class DeletedQuerySet(models.QuerySet):
    def light(self):
        """Without the rows, which can be many."""
        return self.defer("snapshot")

    def holding(self, *, pk=None, key=None, model=None, language=None):
        """Entries that hold a thing like this. ``model`` is that of the table with the number: a page's is ``Page``'s."""
        wanted = {"pk": pk, "key": key and str(key), "table": model and model._meta.label_lower, "language": language}
        wanted = {name: value for name, value in wanted.items() if value is not None}
        return [
            entry
            for entry in self.light()
            if any(all(thing[name] == value for name, value in wanted.items()) for thing in entry.things)
        ]


class Deleted(models.Model):
    """One deletion: a page or a record with all that went with it, in every language."""

    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=200)
    deleted_at = models.DateTimeField(_("deleted at"), default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    things = models.JSONField()  # the pages and records, the one that was deleted first: core.bin.deleting.thing
    snapshot = models.JSONField()  # every row that went, and what else changed: core.bin.snapshot

    objects = DeletedQuerySet.as_manager()

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ("delete",)
        verbose_name = _("deleted page or record")
        verbose_name_plural = _("bin")

    def __str__(self):
        return self.title

    @property
    def kind_name(self):
        try:
            return apps.get_model(self.kind)._meta.verbose_name
        except LookupError:
            return self.kind

    @property
    def languages(self):
        """The names of the languages in which something was deleted, in their own words."""
        return [language_name(code) for code in dict.fromkeys(thing["language"] for thing in self.things)]

    @property
    def roots(self):
        return [thing for thing in self.things if thing["root"]]

    @property
    def days_left(self):
        last = self.deleted_at + datetime.timedelta(days=settings.BIN_DAYS)
        return max(math.ceil((last - timezone.now()) / datetime.timedelta(days=1)), 0)


def language_name(code):
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code
