"""The admin is closed to who needs a second factor and has not given it, at every address but those that lead to it."""

from urllib.parse import urlencode

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from core.accounts.second_factor.rules import GIVEN, MISSING, STATE, needs_one
from core.accounts.sessions import touch
from core.middleware import AdminAware

OPEN = {  # also to who is not logged in
    "wagtailadmin_login",
    "wagtailadmin_login_code",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
}
TO_SET_IT_UP = {
    "core_account:set_up",
    "core_account:qr",
    "core_account:download",
    "core_account:confirm",
    "core_account:add_passkey",
}
BY_ITSELF = {"wagtailadmin_editing_sessions:ping"}  # what an open page asks while nobody is there


class Gate(AdminAware):
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not self.is_admin(request) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name
        if name not in BY_ITSELF:
            touch(request.session)
        state = request.session.get(STATE)
        if state == GIVEN or name in OPEN:
            return None
        if state == MISSING:  # somebody was logged in by a way that asks for no code
            logout(request)
            return refuse(request, "wagtailadmin_login")
        if name not in TO_SET_IT_UP and needs_one(request.user):
            return refuse(request, "core_account:set_up")
        return None


def refuse(request, where):
    if request.headers.get("X-Requested-With") == "XMLHttpRequest" or request.method not in ("GET", "HEAD"):
        raise PermissionDenied
    return redirect(f"{reverse(where)}?{urlencode({'next': request.get_full_path()})}")
