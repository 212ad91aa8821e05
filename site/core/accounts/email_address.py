"""One's own e-mail address, to which new passwords are sent: who finds a browser open can't make it theirs."""

from functools import wraps

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm as WagtailNameEmailForm
from wagtail.admin.views.account import NameEmailSettingsPanel

from core.accounts.confirming import check_password
from core.patching import wrap


def apply():
    NameEmailSettingsPanel.form_class = NameEmailForm
    wrap(NameEmailSettingsPanel, "get_form", _once)


def _once(original):
    """The view makes a form for each look at it: the second would count the password as another attempt, and not know
    any more that the address was changed.
    """

    @wraps(original)
    def get_form(panel):
        if not hasattr(panel.request, "_name_email_form"):
            panel.request._name_email_form = original(panel)
        return panel.request._name_email_form

    return get_form


class NameEmailForm(WagtailNameEmailForm):
    """Who has no password here, but signs in by another way, is asked for none."""

    current_password = forms.CharField(
        label=_("Password"),
        help_text=_("Only if you change the e-mail address."),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "email" not in self.fields or not self.instance.has_usable_password():
            del self.fields["current_password"]

    def clean(self):
        cleaned = super().clean()
        if "current_password" in self.fields and "email" in self.changed_data:
            try:
                check_password(self.instance, cleaned.get("current_password", ""))
            except forms.ValidationError as error:
                self.add_error("current_password", error)
        return cleaned
