"""Which backups are kept: the newest of each of the last days, weeks and months that have any.

Counted by backups and not by the calendar: a site that made none for a year still has the old ones.
"""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.backup.places import made_at

PERIODS = (
    lambda moment: moment.date(),
    lambda moment: moment.isocalendar()[:2],
    lambda moment: (moment.year, moment.month),
)


def limits():
    """How many days, weeks and months, of ``BACKUP_KEEP``."""
    try:
        numbers = [int(one) for one in settings.BACKUP_KEEP.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != len(PERIODS) or min(numbers) < 0:
        raise ImproperlyConfigured("BACKUP_KEEP must be three numbers: of days, weeks and months, as 7,5,12.")
    return numbers


def outdated(names, keep, needed=()):
    """What may go of ``names``. Never the newest, nor those ``needed``."""
    names = sorted(names, key=made_at, reverse=True)
    kept = {*names[:1], *needed}
    for number, period_of in zip(keep, PERIODS, strict=True):
        newest = {}
        for name in names:
            newest.setdefault(period_of(made_at(name)), name)
        kept.update(list(newest.values())[:number])
    return [name for name in names if name not in kept]
