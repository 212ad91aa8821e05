"""What the pages of an account have in common."""

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.accounts.second_factor.rules import GIVEN, STATE, needs_one


class AccountPage(WagtailAdminTemplateMixin):
    """Looks like the log-in, without a menu, to whom the admin is closed until the second factor is set up."""

    header_icon = "lock"
    _show_breadcrumbs = True

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        account = {"url": reverse("wagtailadmin_account"), "label": _("Account")}
        return [account, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        is_shut_out = self.request.session.get(STATE) != GIVEN and needs_one(self.request.user)
        base = "core_admin/accounts/plain.html" if is_shut_out else "wagtailadmin/generic/base.html"
        return {**super().get_context_data(**kwargs), "base": base, "is_shut_out": is_shut_out}
