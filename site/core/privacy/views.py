"""What is done for somebody who asks what is held about them, or wants it gone."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core import audit
from core.privacy.erasing import erase, plan
from core.privacy.exporting import archive, texts
from core.privacy.rules import backup_days
from core.privacy.subject import Subject


class WhoForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("E-mail address, name of an account, or name of a person"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class EraseForm(forms.Form):
    typed = forms.CharField(
        label=gettext_lazy("To erase it, type it once more"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, subject, user, data=None):
        super().__init__(data)
        self.subject, self.user = subject, user

    def clean_typed(self):
        typed = " ".join(self.cleaned_data["typed"].split())
        if typed.casefold() != self.subject.typed.casefold():
            raise forms.ValidationError(_("This is not what you looked for. Nothing was erased."))
        if self.subject.account and self.subject.account.pk == self.user.pk:
            raise forms.ValidationError(_("This is your own account. Ask another administrator to erase it."))
        if self.subject.account and self.subject.account.is_superuser and not self.user.is_superuser:
            raise forms.ValidationError(_("Only a superuser may erase the account of a superuser."))
        return typed


class PersonalData(WagtailAdminTemplateMixin, TemplateView):
    """Nothing of what is typed stands in an address: addresses are kept by browsers and logs."""

    page_title = gettext_lazy("Personal data of somebody")
    header_icon = "user"
    template_name = "core_admin/privacy/person.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("core.handle_personal_data"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request):
        return self.render_to_response(self.get_context_data(who=WhoForm()))

    def post(self, request):
        who = WhoForm(request.POST)
        if not who.is_valid():
            return self.render_to_response(self.get_context_data(who=who))
        subject = Subject.named(who.cleaned_data["who"])
        if "export" in request.POST:
            audit.record(audit.Action.PERSON_EXPORTED, by=request.user, about=subject.account)
            return as_file(archive(subject, subject.words))
        form = EraseForm(subject, request.user, request.POST if "erase" in request.POST else None)
        if "erase" in request.POST and subject.can_be_erased and form.is_valid():
            return self.erase(subject)
        return self.render_to_response(self.found(subject, who, form))

    def found(self, subject, who, form):
        lines, documents = plan(subject) if subject.can_be_erased else ([], [])
        named = [] if subject.can_be_erased else [(name, len(rows)) for name, rows in texts(subject.words).items()]
        return self.get_context_data(
            who=who,
            subject=subject,
            lines=lines,
            documents=documents,
            named=named,
            form=form,
            backup_days=backup_days()[1],
        )

    def erase(self, subject):
        count = erase(subject, self.request.user)
        days = backup_days()[1]
        told = ngettext("Erased in %(number)d place.", "Erased in %(number)d places.", count) % {"number": count}
        rest = _("Backups are replaced within %(days)d days. If one is restored before, it is erased again by that.")
        messages.success(self.request, f"{told} {rest % {'days': days}}")
        return redirect(reverse("core_personal_data:index"))


@require_safe
def own_data(request):
    """What the account did and holds. Not what is found by its address: whoever writes a stranger's there would get theirs."""
    audit.record(audit.Action.PERSON_EXPORTED, by=request.user, about=request.user)
    subject = Subject(request.user.get_username(), request.user)
    return as_file(archive(subject, ()))


def as_file(content):
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="personal-data-{timezone.localdate()}.zip"'
    return response
