"""How often somebody may try: to log in, to be sent a new password, to send a form.

Counted in the database, which every process has and no outage of a cache empties. Whom a row is about can't be read from
it: an HMAC whose key is another one in each window. A window ends by the clock, whatever happens in it.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from core.models import Attempts

MINUTE = 60


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    minutes: int

    def of(self, whom):
        return Counted(self, str(whom))

    @property
    def window(self):
        """Its number since the beginning of the clock."""
        return int(time.time() // (self.minutes * MINUTE))

    @property
    def ends_at(self):
        return (self.window + 1) * self.minutes * MINUTE


@dataclass(frozen=True)
class Counted:
    """The attempts of somebody, who may be an account, an address, or a browser."""

    limit: Limit
    whom: str

    @property
    def key(self):
        return salted_hmac(f"{self.limit.name} {self.limit.window}", self.whom, algorithm="sha256").hexdigest()

    def add(self):
        """One more; how many they are."""
        rows = Attempts.objects.filter(key=self.key)
        if not rows.update(count=F("count") + 1):
            now = datetime.now(UTC)
            Attempts.objects.filter(ends_at__lt=now).delete()
            try:
                with transaction.atomic():
                    Attempts.objects.create(
                        key=self.key, count=1, ends_at=datetime.fromtimestamp(self.limit.ends_at, UTC)
                    )
            except IntegrityError:  # somebody else was quicker
                rows.update(count=F("count") + 1)
        return rows.values_list("count", flat=True).first() or 1

    def take_back(self):
        Attempts.objects.filter(key=self.key, count__gt=0).update(count=F("count") - 1)

    def forget(self):
        Attempts.objects.filter(key=self.key).delete()


class TooMany(Exception):
    def __init__(self, limits):
        self.seconds = max(1, ceil(max(limit.ends_at for limit in limits) - time.time()))
        super().__init__(self.seconds)

    @property
    def message(self):
        minutes = ceil(self.seconds / MINUTE)
        return ngettext(
            "There were too many attempts. Please try again in %(minutes)s minute.",
            "There were too many attempts. Please try again in %(minutes)s minutes.",
            minutes,
        ) % {"minutes": minutes}

    def mark(self, response):
        """Say it to programs, too."""
        response.status_code = 429
        response.headers["Retry-After"] = str(self.seconds)
        return response


def count(*attempts):
    """Count an attempt before it is made, so that many at once are not let through; raises ``TooMany``."""
    done = dict(Attempts.objects.filter(key__in=[one.key for one in attempts]).values_list("key", "count"))
    reached = [one.limit for one in attempts if done.get(one.key, 0) >= one.limit.most]
    if not reached:
        reached = [one.limit for one in attempts if one.add() > one.limit.most]
    if reached:
        raise TooMany(reached)
