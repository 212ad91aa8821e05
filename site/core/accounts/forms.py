"""The forms of who is not logged in yet: neither says whether there is an account."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from core.accounts.known_browsers import known_browser
from core.accounts.tasks import send_reset_links
from core.client_address import client_address
from core.limits import Limit, TooMany, count

LOG_IN_TO = Limit("log in to an account", most=10, minutes=15)
LOG_IN_WITH = Limit("log in with a known browser", most=10, minutes=15)
LOG_IN_FROM = Limit("log in from an address", most=30, minutes=15)
RESET_FOR = Limit("reset the password of an account", most=3, minutes=60)
RESET_FROM = Limit("reset passwords from an address", most=20, minutes=60)


def by_address(limit, request):
    address = client_address(request)
    return [limit.of(address)] if address else []


class LoginForm(WagtailLoginForm):
    """Wagtail's, limited; and it names the password by its field, in English."""

    refusal = None  # of what was not tried, since there were too many attempts

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean(self):
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (username and password):
            return super().clean()
        account, others = self.attempts(username)
        try:
            count(account, *others)
        except TooMany as refusal:
            self.refusal = refusal
            advice = _("Who resets the password by e-mail can sign in at once.")
            raise ValidationError([refusal.message, advice]) from refusal
        cleaned = super().clean()
        account.forget()
        for one in others:
            one.take_back()
        return cleaned

    def attempts(self, username):
        """By the name that was typed, whether or not there is an account of that name."""
        if browser := known_browser(self.request, username):
            return LOG_IN_WITH.of(browser), []
        return LOG_IN_TO.of(username), by_address(LOG_IN_FROM, self.request)


class PasswordResetForm(WagtailPasswordResetForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def save(self, **kwargs):
        """Mailed by a task, also to nobody: this takes as long for an address that nobody has."""
        users = [user.pk for user in self.get_users(self.cleaned_data["email"])]
        send_reset_links.enqueue(users, get_language())
