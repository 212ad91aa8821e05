"""Wagtail's views of who is not logged in yet, limited."""

from wagtail.admin.views import account

from core.accounts import known_browsers
from core.accounts.forms import LOG_IN_TO, RESET_FOR, RESET_FROM, by_address
from core.accounts.second_factor.rules import has_one
from core.accounts.second_factor.signing_in import ask_for_code
from core.limits import TooMany, count


class LoginView(account.LoginView):
    def form_valid(self, form):
        user = form.get_user()
        if has_one(user):
            remember = form.cleaned_data["remember"]
            return ask_for_code(self.request, user, remember=remember, next=self.get_redirect_url())
        response = super().form_valid(form)
        known_browsers.remember(response, user.get_username())
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return form.refusal.mark(response) if form.refusal else response


class PasswordResetView(account.PasswordResetView):
    def form_valid(self, form):
        whom = RESET_FOR.of(form.cleaned_data["email"].casefold())
        try:
            count(whom, *by_address(RESET_FROM, self.request))
        except TooMany as refusal:
            form.add_error(None, refusal.message)
            return refusal.mark(self.form_invalid(form))
        return super().form_valid(form)


class PasswordResetConfirmView(account.PasswordResetConfirmView):
    """Who has read the mail is let in, however often others have tried."""

    def form_valid(self, form):
        response = super().form_valid(form)
        LOG_IN_TO.of(form.user.get_username()).forget()
        known_browsers.remember(response, form.user.get_username())
        return response
