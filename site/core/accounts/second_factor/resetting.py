"""For who has lost the telephone and the paper: an administrator takes the second factor away, and they set it up anew."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.accounts.confirming import Confirmed
from core.accounts.pages import AccountPage
from core.accounts.second_factor import rules


def may_reset(administrator, user):
    """Not one's own: for that there are the account settings. And nobody's who may more than oneself."""
    may_change = administrator.has_perm("auth.change_user") and administrator != user
    return may_change and (administrator.is_superuser or not user.is_superuser)


class Reset(Confirmed, AccountPage, TemplateView):
    page_title = gettext_lazy("Reset two-step verification")
    template_name = "core_admin/accounts/reset.html"

    def dispatch(self, request, *args, **kwargs):
        self.person = get_object_or_404(get_user_model(), pk=kwargs["user_id"])
        if not may_reset(request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailusers_users:edit", args=[self.person.pk])
        return [{"url": edit, "label": self.person.get_username()}, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "person": self.person, "has_one": rules.has_one(self.person)}

    def post(self, request, *args, **kwargs):
        rules.take_away(self.person, by=request.user)
        said = _("“%(name)s” signs in with the password alone now, and can set up two-step verification anew.")
        messages.success(request, said % {"name": self.person.get_username()})
        return redirect("wagtailusers_users:edit", self.person.pk)
