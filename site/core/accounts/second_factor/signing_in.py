"""The second step of a log-in. Until it is done nobody is logged in: the session only says who has given the password."""

import time
from dataclasses import asdict, dataclass

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.log_actions import log

from core.accounts import known_browsers, notices
from core.accounts.second_factor import app, passkeys, recovery
from core.accounts.second_factor.rules import CODE_USED, has_app, has_one
from core.limits import Limit, TooMany, count
from core.models import Passkey

PENDING = "log-in that waits for a code"
PATIENCE = 10 * 60  # seconds
SOON = Limit("give a code", most=5, minutes=15)
IN_A_DAY = Limit("give codes in a day", most=20, minutes=24 * 60)


@dataclass(frozen=True)
class Pending:
    user: int
    backend: str
    password: str  # a digest of it: who has changed it meanwhile begins anew
    remember: bool
    next: str
    since: float


def ask_for_code(request, user, *, remember, next):
    """Instead of logging in."""
    pending = Pending(user.pk, user.backend, user.get_session_auth_hash(), remember, next, time.time())
    request.session.flush()
    request.session[PENDING] = asdict(pending)
    return redirect("wagtailadmin_login_code")


class PasskeyForm(forms.Form):
    answer = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)
    field = None
    wrong = _("That did not work. Please try again, or sign in another way.")

    def is_right(self, request, user):
        return passkeys.is_right(request, user, self.cleaned_data["answer"])


class CodeForm(forms.Form):
    field = "code"
    code = forms.CharField(
        label=_("Code"),
        help_text=_("The 6 digits that your authenticator app shows now."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
    wrong = _(
        "This code is not right, or has been used. Wait for the next one, and see that your telephone's time is right."
    )

    def is_right(self, request, user):
        return has_app(user) and app.is_right(user.code_app, self.cleaned_data["code"])


class RecoveryForm(CodeForm):
    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("One of those that you kept when you set up two-step verification."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )
    wrong = _("This code is not right, or has been used. Take another one from your list.")

    def is_right(self, request, user):
        return recovery.is_right(user, self.cleaned_data["code"])


FORMS = {"passkey": PasskeyForm, "app": CodeForm, "recovery": RecoveryForm}


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class CodeView(FormView):
    template_name = "core_admin/accounts/code.html"

    def dispatch(self, request, *args, **kwargs):
        if self.user is None:
            return redirect("wagtailadmin_login")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def pending(self):
        found = self.request.session.get(PENDING)
        return found and Pending(**found)

    @cached_property
    def user(self):
        """Who has given the password, if that is not long ago and the account is still as it was."""
        if not self.pending or abs(time.time() - self.pending.since) > PATIENCE:
            return None
        user = get_user_model().objects.filter(pk=self.pending.user, is_active=True).first()
        is_same = user and constant_time_compare(user.get_session_auth_hash(), self.pending.password)
        return user if is_same and has_one(user) else None

    @cached_property
    def way(self):
        """Of those that this person has, the one that is asked for, or the first."""
        wanted = next((way for way in FORMS if way in self.request.GET), None)
        return wanted if wanted in self.ways else self.ways[0]

    @cached_property
    def ways(self):
        has_passkey = Passkey.objects.filter(user=self.user).exists()
        return [*(["passkey"] if has_passkey else []), *(["app"] if has_app(self.user) else []), "recovery"]

    def get_form_class(self):
        return FORMS[self.way]

    def get_context_data(self, **kwargs):
        base, title = "core_admin/accounts/plain.html", _("Two-step verification")
        question = passkeys.question(self.request, self.user) if self.way == "passkey" else None
        others = [way for way in self.ways if way != self.way]
        return super().get_context_data(
            **kwargs, base=base, page_title=title, way=self.way, others=others, question=question
        )

    def form_valid(self, form):
        whom = known_browsers.known_browser(self.request, self.user.get_username()) or self.user.pk
        soon, in_a_day = SOON.of(whom), IN_A_DAY.of(whom)
        try:
            count(soon, in_a_day)
        except TooMany as refusal:
            form.add_error(None, refusal.message)
            return refusal.mark(self.form_invalid(form))
        if not form.is_right(self.request, self.user):
            form.add_error(form.field, form.wrong)
            return self.form_invalid(form)
        soon.forget()
        in_a_day.forget()
        if self.way == "recovery":
            log(self.user, CODE_USED, user=self.user)
            notices.notify(self.user, notices.CODE_USED)
        return self.log_in()

    def log_in(self):
        pending, user = self.pending, self.user
        self.request.second_factor_given = True
        del self.request.session[PENDING]
        login(self.request, user, backend=pending.backend)
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if pending.remember else 0)
        response = HttpResponseRedirect(pending.next or reverse("wagtailadmin_home"))
        known_browsers.remember(response, user.get_username())
        return response
