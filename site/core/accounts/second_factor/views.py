"""Two-step verification in the settings of one's account."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.log_actions import log

from core.accounts.confirming import Confirmed
from core.accounts.pages import AccountPage
from core.accounts.second_factor import app, recovery, rules
from core.accounts.second_factor.signing_in import CodeForm
from core.models import CodeApp, Passkey, RecoveryCode
from core.typesetting.qr import qr_svg

NEW_SECRET = "new_secret"  # in the session, encrypted, until a code of it was typed  # noqa: S105
TITLE = gettext_lazy("Two-step verification")


def secret_of(request):
    if NEW_SECRET not in request.session:
        request.session[NEW_SECRET] = app.new_secret()
    return request.session[NEW_SECRET]


class Overview(AccountPage, TemplateView):
    page_title = TITLE
    template_name = "core_admin/accounts/overview.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "code_app": CodeApp.objects.filter(user=user).first(),
            "passkeys": Passkey.objects.filter(user=user),
            "codes_left": RecoveryCode.objects.filter(user=user).count(),
            "is_needed": rules.needs_one(user),
        }


class NewCodeForm(CodeForm):
    def __init__(self, secret, *args, **kwargs):
        self.secret = secret
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]  # the QR code stands above it

    def clean_code(self):
        self.step = app.step_of(self.secret, self.cleaned_data["code"])
        if self.step is None:
            raise forms.ValidationError(self.wrong)
        return self.cleaned_data["code"]


class SetUp(Confirmed, AccountPage, FormView):
    """Of the first app, or of another one in its place, which is the old one until a code of the new one was typed."""

    page_title = gettext_lazy("Set up two-step verification")
    template_name = "core_admin/accounts/set_up.html"
    form_class = NewCodeForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "secret": secret_of(self.request)}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "key": app.key_to_type(secret_of(self.request))}

    def form_valid(self, form):
        codes = rules.set_up(self.request.user, form.secret, form.step, self.request.session)
        del self.request.session[NEW_SECRET]
        messages.success(
            self.request, _("Two-step verification is on. From now on you are asked for a code when you sign in.")
        )
        return show_codes(self, codes)


class QRCode(Confirmed, View):
    def get(self, request):
        uri = app.address(secret_of(request), request.user.get_username(), request.get_host())
        response = HttpResponse(on_white(qr_svg(uri)), content_type="image/svg+xml")
        add_never_cache_headers(response)
        return response


def on_white(svg):
    """A telephone reads it on a dark page, too; and alone it is a document of its own."""
    head, _sign, rest = svg.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="#fff"/>{rest}'


class RecoveryCodes(Confirmed, AccountPage, TemplateView):
    page_title = gettext_lazy("Recovery codes")
    template_name = "core_admin/accounts/make_codes.html"

    def dispatch(self, request, *args, **kwargs):
        if not rules.has_one(request.user):
            return redirect("core_account:second_factor")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        codes = recovery.make_codes(request.user)
        log(request.user, rules.NEW_CODES, user=request.user)
        return show_codes(self, codes)


def show_codes(view, codes):
    """Once: nobody can read them from what is kept."""
    view.page_title = RecoveryCodes.page_title
    wanted = view.request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, view.request.get_host(), view.request.is_secure())
    context = {
        **view.get_context_data(),
        "base": "wagtailadmin/generic/base.html",
        "codes": codes,
        "on": wanted if is_ours else reverse("core_account:second_factor"),
    }
    return TemplateResponse(view.request, "core_admin/accounts/codes.html", context)


class DownloadCodes(View):
    """The codes that the page shows, as a file. They come with the request: here they are known to nobody any more."""

    def post(self, request):
        codes = recovery.FORM.findall(request.POST.get("codes", ""))[: recovery.HOW_MANY]
        lines = [f"{_('Recovery codes')}: {request.get_host()}, {request.user.get_username()}", "", *codes, ""]
        response = HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
        return response


class TakeAway(Confirmed, AccountPage, TemplateView):
    page_title = gettext_lazy("Switch off two-step verification")
    template_name = "core_admin/accounts/take_away.html"

    def dispatch(self, request, *args, **kwargs):
        if rules.needs_one(request.user):
            messages.error(request, _("Who may publish needs two-step verification. You can set it up anew."))
            return redirect("core_account:second_factor")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        rules.take_away(request.user, by=request.user, but=request.session.session_key)
        request.session.pop(rules.STATE, None)
        messages.success(request, _("Two-step verification is off."))
        return HttpResponseRedirect(reverse("core_account:second_factor"))
