"""The rules by which personal data goes, in one place: carried out every night, shown to administrators and to readers.

Each floor registers the rules for what it stores. A period is a setting, or stands where editors write it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import RetentionRun

log = logging.getLogger(__name__)
LONGEST = 1000  # letters of a problem
LEAP = timedelta(days=30)  # without any night


class Outcome(models.TextChoices):
    DELETED = "deleted", pgettext_lazy("what is done with data", "deleted")
    ANONYMISED = "anonymised", pgettext_lazy("what is done with data", "made anonymous")


class Of(models.TextChoices):
    """Whose data it is."""

    READERS = "readers", _("People who read the site or write to it")
    STAFF = "staff", _("People who work on the site")


@dataclass(frozen=True)
class Rule:
    name: str
    of: Of
    what: object
    why: object
    outcome: Outcome
    days: Callable  # ``() -> (least, most)``, which may differ where editors say it; ``None`` where there is nothing
    carry_out: Callable | None  # ``(now) -> how many``; ``None``: it is done with something else
    setting: str = ""  # by which the period is changed

    @property
    def period(self):
        return self.days()


_rules = {}


def register(rule):
    _rules[rule.name] = rule


def rules():
    order = list(Of)
    return sorted(_rules.values(), key=lambda rule: order.index(rule.of))


def carry_out(now=None):
    """All rules, each whether or not another one fails: ``{name: how many, or the exception}``."""
    now = now or timezone.now()
    return {rule.name: _carried_out(rule, now) for rule in rules() if rule.carry_out}


def _carried_out(rule, now):
    if _has_leapt(rule, now):
        log.warning("Retention: %s was last done more than %s days ago, or the clock is wrong.", rule.name, LEAP.days)
        _write_down(rule, now, 0, "")
        return 0
    try:
        with transaction.atomic():
            count = rule.carry_out(now)
    except Exception as error:  # the others must be done
        log.exception("Retention: %s", rule.name)
        _write_down(rule, now, 0, f"{type(error).__name__}: {error}"[:LONGEST])
        return error
    _write_down(rule, now, count, "")
    return count


def _has_leapt(rule, now):
    """What a clock that is ahead for a moment would delete is gone for good: the next night is early enough."""
    last = RetentionRun.objects.filter(rule=rule.name).values_list("at", flat=True).first()
    return last is not None and now - last > LEAP


def _write_down(rule, now, count, problem):
    run, _created = RetentionRun.objects.get_or_create(rule=rule.name, defaults={"at": now})
    run.at, run.count, run.total, run.problem = now, count, F("total") + count, problem
    run.save()
