from django.db import models


class Attempts(models.Model):
    """How often somebody has tried something within a window of time. See ``core.limits``."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.count} until {self.ends_at}"
