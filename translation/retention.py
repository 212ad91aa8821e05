"""Who wrote a translated text is forgotten with the history of pages. See ``core.privacy.retention``."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.privacy.retention import Of, Outcome, Rule, register
from translation.models import TextChange


def forget_who_wrote(now):
    old = now - timedelta(days=settings.HISTORY_DAYS)
    return TextChange.objects.filter(changed_at__lt=old, user__isnull=False).update(user=None)


def register_all():
    register(
        Rule(
            "text_history",
            Of.STAFF,
            _("Who translated a text, in its history"),
            _("so that questions about a text find who wrote it"),
            Outcome.ANONYMISED,
            lambda: (settings.HISTORY_DAYS,) * 2,
            forget_who_wrote,
            "HISTORY_DAYS",
        )
    )
