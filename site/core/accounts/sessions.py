"""Sessions that know whose they are, so that their owner can see and end them, and that end by themselves.

The engine of ``SESSION_ENGINE``. A session that has been idle, or has lasted, for too long is not found any more, by
whatever way it is asked for.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db.models import Q
from django.utils import timezone

from core.accounts.browsers import named
from core.models.accounts import Session

TOUCH_EVERY = timedelta(minutes=5)
BROWSER, BEGAN = "browser", "began"  # in the session: its key may change, and its row with it


class SessionStore(db.SessionStore):
    row = None

    @classmethod
    def get_model_class(cls):
        return Session

    def _get_session_from_db(self):
        return self._if_good(super()._get_session_from_db())

    async def _aget_session_from_db(self):
        return self._if_good(await super()._aget_session_from_db())

    def _if_good(self, found):
        if found and found.user_id and not still_good(found, timezone.now()):
            self._session_key = found = None
        self.row = found
        return found

    def create_model_instance(self, data):
        instance = super().create_model_instance(data)
        instance.user_id = data.get(SESSION_KEY)
        instance.browser, instance.system = data.get(BROWSER, ("", ""))
        if BEGAN in data:
            instance.started_at = datetime.fromtimestamp(data[BEGAN], UTC)
        self.row = instance
        return instance

    @classmethod
    def clear_expired(cls):
        super().clear_expired()
        now = timezone.now()
        kept = Session.objects.filter(user__isnull=False)
        idle = timedelta(hours=settings.SESSION_IDLE_HOURS)
        kept.filter(Q(seen_at__lt=now - idle) | Q(seen_at__gt=now + idle)).delete()
        kept.filter(started_at__lt=now - timedelta(days=settings.SESSION_DAYS)).delete()


def still_good(session, now):
    """One of the future, of a clock that was ahead, would be good for as long as it was."""
    is_idle = abs(now - session.seen_at) > timedelta(hours=settings.SESSION_IDLE_HOURS)
    return not is_idle and session.started_at >= now - timedelta(days=settings.SESSION_DAYS)


def touch(session_store):
    """Its owner has done something. Written now and then, not with every request."""
    row, now = session_store.row, timezone.now()
    if row and row.user_id and row.seen_at < now - TOUCH_EVERY:
        Session.objects.filter(pk=row.pk).update(seen_at=now)


def begin(request):
    request.session[BEGAN] = timezone.now().timestamp()
    request.session[BROWSER] = named(request.headers.get("User-Agent", ""))


def sessions_of(user):
    now = timezone.now()
    found = Session.objects.filter(user=user, expire_date__gt=now).order_by("-seen_at")
    return [session for session in found if still_good(session, now)]


def end_sessions(user, *, but=None):
    """All of them, but the one with that key."""
    Session.objects.filter(user=user).exclude(session_key=but or "").delete()
