"""The password that people share: of a page and all below it, of a collection of documents.

Wagtail's own views let everybody guess it without end. Here it is limited as log-ins are: who has given it before, with
this browser, is counted apart, so that strangers who guess can't shut those out who know it.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from core.accounts import known_browsers
from core.accounts.forms import by_address
from core.limits import Limit, TooMany, count

GIVEN_TO = Limit("give the password of a page", most=50, minutes=15)
GIVEN_WITH = Limit("give the password of a page with a known browser", most=10, minutes=15)
GIVEN_FROM = Limit("give passwords of pages from an address", most=10, minutes=15)


class Form(PasswordViewRestrictionForm):
    refusal = None  # of what was not tried, since there were too many attempts

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["password"].widget.attrs["autocomplete"] = "off"

    def clean_password(self):
        attempts = self.attempts()
        try:
            count(*attempts)
        except TooMany as refusal:
            self.refusal = refusal
            raise ValidationError(refusal.message) from refusal
        password = super().clean_password()
        for one in attempts:
            one.take_back()
        return password

    def attempts(self):
        whom = name_of(self.restriction)
        if browser := known_browsers.known_browser(self.request, whom):
            return [GIVEN_WITH.of(browser)]
        return [GIVEN_TO.of(whom), *by_address(GIVEN_FROM, self.request)]


def name_of(restriction):
    return f"{restriction._meta.label} {restriction.pk}"


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class PageView(View):
    """As Wagtail's, limited."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.find(**kwargs)

    def find(self, page_view_restriction_id, page_id):
        self.restriction = of_kind(PageViewRestriction, page_view_restriction_id)
        self.page = get_object_or_404(Page, pk=page_id).specific

    def get(self, request, **kwargs):
        return self.ask(Form(instance=self.restriction, request=request))

    def post(self, request, **kwargs):
        form = Form(request.POST, instance=self.restriction, request=request)
        if not form.is_valid():
            response = self.ask(form)
            return form.refusal.mark(response) if form.refusal else response
        wanted = form.cleaned_data["return_url"]
        is_ours = url_has_allowed_host_and_scheme(wanted, request.get_host(), request.is_secure())
        self.restriction.mark_as_passed(request)
        response = redirect(wanted if is_ours else settings.LOGIN_REDIRECT_URL)
        known_browsers.remember(response, name_of(self.restriction), path=self.form_path())
        return response

    def form_path(self):
        """Of the forms of all pages that it opens: nothing else gets the cookie."""
        return self.request.path.removesuffix(f"{self.page.pk}/")

    def ask(self, form):
        return self.page.serve_password_required_response(self.request, form, self.request.path)


class DocumentView(PageView):
    def find(self, restriction_id):
        self.restriction = of_kind(CollectionViewRestriction, restriction_id)

    def form_path(self):
        return self.request.path

    def ask(self, form):
        context = {"form": form, "action_url": self.request.path}
        return render(self.request, "wagtaildocs/password_required.html", context)


def of_kind(model, pk):
    return get_object_or_404(model, pk=pk, restriction_type=model.PASSWORD)
