"""The form with which people log in, in their language."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from core.languages import upper


class LoginForm(WagtailLoginForm):
    """Wagtail's names the password by its field, in English, and Django writes a capital of i without its dot."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = str(self.username_field.verbose_name)
        self.fields["username"].label = upper(name[:1]) + name[1:]
        self.fields["password"].label = _("Password")
