"""Passkeys in the settings of one's account."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages

from core.accounts.browsers import named
from core.accounts.confirming import Confirmed
from core.accounts.pages import AccountPage
from core.accounts.second_factor import passkeys, rules
from core.accounts.second_factor.views import show_codes
from core.models import Passkey


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the device"),
        help_text=gettext_lazy("By which you know it again in the list."),
        max_length=60,
    )
    answer = forms.CharField(widget=forms.HiddenInput, max_length=20_000, required=False)


class AddPasskey(Confirmed, AccountPage, FormView):
    page_title = gettext_lazy("Add a passkey")
    template_name = "core_admin/accounts/add_passkey.html"
    form_class = PasskeyForm

    def get_initial(self):
        browser, system = named(self.request.headers.get("User-Agent", ""))
        return {"name": ", ".join(name for name in (browser, system) if name)}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "question": passkeys.question_for_new(self.request)}

    def form_valid(self, form):
        user = self.request.user
        passkey = passkeys.new_from(self.request, form.cleaned_data["answer"])
        if passkey is None or Passkey.objects.filter(user=user).count() >= passkeys.MOST:
            form.add_error(None, _("That did not work. Please try again, or use an app that shows codes."))
            return self.form_invalid(form)
        passkey.name = form.cleaned_data["name"]
        codes = rules.add_passkey(passkey, self.request.session)
        messages.success(
            self.request, _("The passkey is added. From now on you can sign in with it after the password.")
        )
        return show_codes(self, codes) if codes else redirect("core_account:second_factor")


class RemovePasskey(Confirmed, View):
    def post(self, request, pk):
        passkey = get_object_or_404(Passkey, pk=pk, user=request.user)
        if rules.is_last(passkey):
            messages.error(request, _("This is your only second step. Set up another one first, or switch it off."))
        else:
            rules.remove_passkey(passkey, request.session)
            messages.success(request, _("The passkey is deleted."))
        return redirect("core_account:second_factor")
