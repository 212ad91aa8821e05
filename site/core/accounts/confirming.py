"""Asking for the password once more, before something is changed with which one gets in."""

import time
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from core.accounts.pages import AccountPage
from core.limits import Limit, TooMany, count

CONFIRMED_AT = "confirmed_at"  # in the session
GOOD_FOR = 15 * 60  # seconds
CONFIRM = Limit("confirm with the password", most=10, minutes=15)


def confirmed_now(request):
    request.session[CONFIRMED_AT] = int(time.time())


def is_confirmed(request):
    return 0 <= time.time() - request.session.get(CONFIRMED_AT, 0) < GOOD_FOR  # below: the clock was set back


class Confirmed:
    """A view that is for who has given the password a short while ago."""

    def dispatch(self, request, *args, **kwargs):
        if is_confirmed(request):
            return super().dispatch(request, *args, **kwargs)
        back = request.get_full_path() if hasattr(self, "get") else reverse("core_account:second_factor")
        return redirect(f"{reverse('core_account:confirm')}?{urlencode({'next': back})}")


def check_password(user, password):
    """Raises what a form says of a wrong one, and of too many."""
    attempts = CONFIRM.of(user.pk)
    try:
        count(attempts)
    except TooMany as refusal:
        raise forms.ValidationError(refusal.message) from refusal
    if not user.check_password(password):
        raise forms.ValidationError(_("This is not your password. Please try again."))
    attempts.forget()


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, user, *args, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        check_password(self.user, self.cleaned_data["password"])
        return self.cleaned_data["password"]


class ConfirmView(AccountPage, FormView):
    page_title = _("Is it you?")
    template_name = "core_admin/accounts/confirm.html"
    form_class = PasswordForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        confirmed_now(self.request)
        return HttpResponseRedirect(self.next)

    @property
    def next(self):
        wanted = self.request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, self.request.get_host(), self.request.is_secure())
        return wanted if is_ours else reverse("wagtailadmin_account")
