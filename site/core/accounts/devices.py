"""Where somebody is signed in, and signing out there."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from core.accounts.pages import AccountPage
from core.accounts.sessions import end_sessions, sessions_of

ENDED = "core.sessions.end"
OTHERS = "others"


def mark_of(session):
    """Names a session on a page: its key would let in whoever reads it there."""
    return salted_hmac("core.accounts.devices", session.session_key).hexdigest()[:24]


class Devices(AccountPage, TemplateView):
    page_title = gettext_lazy("Where you are signed in")
    template_name = "core_admin/accounts/devices.html"
    header_icon = "desktop"

    def get_context_data(self, **kwargs):
        here = self.request.session.session_key
        sessions = sessions_of(self.request.user)
        for session in sessions:
            session.mark, session.is_here = mark_of(session), session.session_key == here
            session.device = _("%(browser)s on %(system)s") % {
                "browser": session.browser or _("Another browser"),
                "system": session.system or _("another system"),
            }
        return {
            **super().get_context_data(**kwargs),
            "sessions": sorted(sessions, key=lambda session: not session.is_here),
            "idle_hours": settings.SESSION_IDLE_HOURS,
            "days": settings.SESSION_DAYS,
        }

    def post(self, request):
        here, wanted = request.session.session_key, request.POST.get("end", "")
        if wanted == OTHERS:
            end_sessions(request.user, but=here)
        else:
            for session in sessions_of(request.user):
                if mark_of(session) == wanted and session.session_key != here:
                    session.delete()
        log(request.user, ENDED, user=request.user)
        messages.success(request, _("Signed out there. What was typed there and saved as a draft is kept."))
        return HttpResponseRedirect(reverse("core_account:devices"))
