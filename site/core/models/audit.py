"""What was done, by whom, and nothing that takes it back. See ``core.audit``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AppendOnly(Exception):
    """An entry of the audit log is never changed, and deleted by its retention only."""


class AuditAction(models.TextChoices):
    LOGGED_IN = "login", _("Logged in")
    LOGIN_FAILED = "login.failed", _("Log-in failed")
    LOGGED_OUT = "logout", pgettext_lazy("what was done", "Logged out")
    PASSWORD = "password", _("Password changed")
    SECOND_FACTOR_ON = "second_factor.on", _("Second factor set up")
    SECOND_FACTOR_OFF = "second_factor.off", _("Second factor taken away")
    RECOVERY_CODE = "second_factor.recovery", _("Logged in with a recovery code")
    ACCOUNT_MADE = "account.made", _("Account made")
    ACCOUNT_ON = "account.on", _("Account activated")
    ACCOUNT_OFF = "account.off", _("Account deactivated")
    ACCOUNT_ADDRESS = "account.address", _("E-mail address of an account changed")
    ACCOUNT_GONE = "account.gone", _("Account deleted")
    GROUP_MADE = "group.made", _("Group made")
    GROUP_GONE = "group.gone", _("Group deleted")
    MEMBERSHIP = "membership", _("Membership of groups changed")
    RIGHTS = "rights", _("Permissions changed")
    PUBLISHED = "published", _("Published")
    UNPUBLISHED = "unpublished", pgettext_lazy("what was done", "Unpublished")
    DELETED = "deleted", pgettext_lazy("what was done", "Deleted")
    RESTORED = "restored", _("Brought back from the bin")
    FORGOTTEN = "forgotten", _("Deleted for good")
    SETTINGS = "settings", _("Settings changed")
    EXPORTED = "exported", _("Exported")
    PERSON_EXPORTED = "person.exported", _("Personal data exported")
    PERSON_ERASED = "person.erased", _("Personal data erased")
    BACKED_UP = "backup.made", _("Backup made")
    BACKUP_RESTORED = "backup.restored", _("Backup restored")
    SEALED = "sealed", _("Older entries deleted by retention")


class AuditQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnly

    def delete(self):
        raise AppendOnly


class AuditEntry(models.Model):
    """A link of the chain. Accounts and objects by their numbers: an entry outlives them, and names nobody.

    Triggers of the database refuse to change it, too (``core.audit.guard``).
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    action = models.CharField(pgettext_lazy("of an entry", "what"), max_length=30, choices=AuditAction)
    account = models.PositiveBigIntegerField(_("who"), null=True)  # nobody: the server did it
    kind = models.CharField(max_length=100, blank=True)  # the label of the object's model
    object_id = models.CharField(max_length=64, blank=True)
    label = models.CharField(_("object"), max_length=255, blank=True)  # as it was called then
    details = models.JSONField(default=dict)  # texts, numbers and lists of them
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["-number"]
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        indexes = [models.Index(fields=["kind", "object_id"], name="audit_object")]

    def __str__(self):
        return f"{self.number} {self.action}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly


class AuditHead(models.Model):
    """One row: the last link, moved by a trigger, and the first one that retention has left."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    first = models.PositiveBigIntegerField(default=1)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.number} {self.hash}"
