from django.db import models


class BackupRun(models.Model):
    """A backup was made, or one was tried out. See ``core.backup.record``."""

    class Kind(models.TextChoices):
        MADE = "made"
        TESTED = "tested"

    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    name = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    problem = models.TextField(blank=True)  # nothing: it went well

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "at"], name="backup_run_kind")]

    def __str__(self):
        return f"{self.kind} {self.name}"
