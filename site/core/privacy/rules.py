"""The rules for what every site stores."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, PageLogEntry

from core.audit import sealing
from core.backup import retention as backups
from core.bin.emptying import forget, outdated
from core.models import AuditAction, AuditEntry
from core.privacy.accounts import make_anonymous
from core.privacy.retention import Of, Outcome, Rule, register

TASK_DAYS = 14


def always(setting):
    return lambda: (getattr(settings, setting), getattr(settings, setting))


def before(now, setting):
    return now - timedelta(days=getattr(settings, setting))


def delete_sessions(now):
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def session_days():
    days = settings.SESSION_COOKIE_AGE // 86_400
    return days, days


def delete_tasks(now):
    done = DBTaskResult.objects.filter(finished_at__lt=now - timedelta(days=TASK_DAYS))
    return done.delete()[0]


def empty_bin(now):
    entries = list(outdated(now=now))
    for entry in entries:
        forget(entry)
    return len(entries)


def forget_who_edited(now):
    old = {"timestamp__lt": before(now, "HISTORY_DAYS"), "user__isnull": False}
    return sum(model.objects.filter(**old).update(user=None) for model in (PageLogEntry, ModelLogEntry))


def forget_accounts(now):
    """Counted from the entry of the audit log; who was deactivated before there was one, from tonight on."""
    count = 0
    for user in get_user_model().objects.filter(is_active=False).exclude(email="", last_name="", first_name=""):
        told = AuditEntry.objects.filter(
            action=AuditAction.ACCOUNT_OFF, kind=user._meta.label_lower, object_id=str(user.pk)
        )
        since = told.order_by("-number").values_list("at", flat=True).first()
        if since is None:
            sealing.record(AuditAction.ACCOUNT_OFF, about=user)
        elif since < before(now, "ACCOUNT_DAYS"):
            make_anonymous(user)
            count += 1
    return count


def delete_audit_entries(now):
    return sealing.delete_before(before(now, "AUDIT_DAYS"))


def backup_days():
    days, weeks, months = backups.limits()
    most = max(days, 7 * weeks, 31 * months)
    return most, most
