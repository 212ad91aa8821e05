from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ActivityStatus(models.TextChoices):
    """IATI codelist ActivityStatus; the values are its codes."""

    PIPELINE = "1", _("Planned")
    IMPLEMENTATION = "2", _("Under way")
    FINALISATION = "3", _("Finalisation")
    CLOSED = "4", _("Completed")
    CANCELLED = "5", _("Cancelled")
    SUSPENDED = "6", _("Suspended")


class ActivityState(models.TextChoices):
    """The state of one activity of a project; ours."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


def status_on(day, starts_on, ends_on):
    """The IATI status that follows from the dates alone."""
    if starts_on is None or day < starts_on:
        return ActivityStatus.PIPELINE
    if ends_on is not None and day > ends_on:
        return ActivityStatus.CLOSED
    return ActivityStatus.IMPLEMENTATION


def today():
    return timezone.localdate()
