"""Pictures of people: may readers see them today? See docs/decisions/pictures-of-people.md.

The states stand twice, as conditions for lists and as the order in which one picture is asked: tests hold them together.
"""

import datetime
from functools import partial

from django.db import models, transaction
from django.db.models import Case, Q, Value, When
from django.utils.translation import pgettext_lazy
from wagtail.images.models import ImageQuerySet

from core.days import today

SOON = datetime.timedelta(days=30)


class Consent(models.TextChoices):
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("consent", "expired")
    MISSING = "missing", pgettext_lazy("consent", "missing")
    EXPIRES_SOON = "expires-soon", pgettext_lazy("consent", "expires within 30 days")
    GIVEN = "given", pgettext_lazy("consent", "given")
    NOT_NEEDED = "not-needed", pgettext_lazy("consent", "not needed: shows nobody")


HIDDEN = (Consent.WITHDRAWN, Consent.EXPIRED, Consent.MISSING)


def state_of(image, day=None):
    """The first that holds. Withdrawn and expired hold also where nobody ticked that the picture shows people."""
    day = day or today()
    if image.consent_withdrawn_on:
        return Consent.WITHDRAWN
    if image.consent_until and image.consent_until < day:
        return Consent.EXPIRED
    if image.shows_people and not (image.consent_by and image.consent_on):
        return Consent.MISSING
    if image.consent_until and image.consent_until <= day + SOON:
        return Consent.EXPIRES_SOON
    return Consent.GIVEN if image.shows_people else Consent.NOT_NEEDED


def conditions(day):
    """The same for the database, in the same order."""
    return {
        Consent.WITHDRAWN: Q(consent_withdrawn_on__isnull=False),
        Consent.EXPIRED: Q(consent_until__lt=day),
        Consent.MISSING: Q(shows_people=True) & (Q(consent_by="") | Q(consent_on=None)),
        Consent.EXPIRES_SOON: Q(consent_until__lte=day + SOON),
        Consent.GIVEN: Q(shows_people=True),
    }


class SiteImageQuerySet(ImageQuerySet):
    def with_consent(self):
        """Each with ``consent``, the state of today."""
        cases = [When(condition, then=Value(state.value)) for state, condition in conditions(today()).items()]
        return self.annotate(consent=Case(*cases, default=Value(Consent.NOT_NEEDED.value)))

    def hidden(self):
        return self.with_consent().filter(consent__in=HIDDEN)


def remove_renditions(image, renditions=None):
    """Rows and files, at once: Wagtail leaves the files to the worker, and until then who has the address sees them."""
    for rendition in image.renditions.all() if renditions is None else renditions:
        if rendition.pk is None:
            continue
        file = rendition.file
        rendition.delete()
        transaction.on_commit(partial(file.storage.delete, file.name))
