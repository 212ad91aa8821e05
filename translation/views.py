"""Submitting a tree, seeing how far it is, stopping it and going on."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page

from core.localize.submission import SubmitPageTranslation
from translation.models import Submission, lacking

PER_PAGE = 30


def may_submit(user):
    return user.has_perm("wagtail_localize.submit_translation")


def languages_below(page):
    """Into which a page below that one is not translated yet."""
    below = Page.objects.descendant_of(page).filter(locale_id=page.locale_id)
    return [one for one in Locale.objects.exclude(pk=page.locale_id) if below.filter(lacking(one)).exists()]


class SubmitTree(SubmitPageTranslation):
    """As always; and whoever submits a tree is told where to see how far it is.

    Upstream offers only the languages that the page itself lacks: what was written below it later could not be submitted
    together any more.
    """

    @cached_property
    def languages_below(self):
        return languages_below(self.object)

    def get_form(self):
        form = super().get_form()
        locales = form.fields["locales"]
        self.missing = list(locales.queryset)
        if self.edits_source:
            below = {one.pk for one in self.languages_below}
            locales.queryset = Locale.objects.filter(pk__in=below.union(one.pk for one in self.missing))
            form.fields["include_subtree"].initial = not self.missing
        return form

    def get_template_names(self):
        if self.get_form().fields["locales"].queryset:
            return super().get_template_names()
        return ["translation/nothing_to_submit.html"]

    def post(self, request, **kwargs):
        form = self.get_form()
        if form.is_valid() and not form.cleaned_data["include_subtree"]:
            done = form.cleaned_data["locales"].exclude(pk__in=[one.pk for one in self.missing])
            if done:
                return self.refuse_page_alone(done)
        return super().post(request, **kwargs)

    def refuse_page_alone(self, locales):
        message = _(
            "This page is translated into %(languages)s already. To submit the pages below it, include the subtree."
        )
        languages = get_text_list([one.language_name_local for one in locales], _("and"))
        messages.error(self.request, message % {"languages": languages})
        return redirect(self.request.get_full_path())

    def form_valid(self, form):
        self.chosen_for_page = set(form.cleaned_data["locales"]).intersection(self.missing)
        response = super().form_valid(form)
        if form.cleaned_data["include_subtree"]:
            self.announce()
        return response

    def get_success_message(self, locales):
        if self.chosen_for_page:
            return super().get_success_message(locales)
        message = _("The pages below “%(title)s” were submitted for translation into %(languages)s.")
        return message % {"title": self.object.get_admin_display_title(), "languages": locales}

    def announce(self):
        submission = Submission.objects.filter(user=self.request.user, page=self.object).first()
        if submission is None or not submission.total:
            return
        text = ngettext(
            "%(count)s page below it is being prepared in the background.",
            "%(count)s pages below it are being prepared in the background.",
            submission.total,
        ) % {"count": submission.total}
        if self.request.user.email:
            text += " " + _("You will get a mail when it is done.")
        address = reverse("translation_submissions:progress", args=[submission.pk])
        messages.info(self.request, text, buttons=[messages.button(address, _("How far is it?"))])


class SubmissionsMixin(WagtailAdminTemplateMixin):
    page_title = gettext_lazy("Submissions for translation")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request, *args, **kwargs):
        if not may_submit(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        submissions = Submission.objects.visible_to(self.request.user)
        return submissions.select_related("page", "user").prefetch_related("locales")


class SubmissionList(SubmissionsMixin, ListView):
    template_name = "translation/submissions.html"
    context_object_name = "submissions"
    paginate_by = PER_PAGE

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class Progress(SubmissionsMixin, DetailView):
    template_name = "translation/submission.html"
    context_object_name = "submission"

    def get_page_subtitle(self):
        return self.object.title

    def get_breadcrumbs_items(self):
        above = {"url": reverse_lazy("translation_submissions:list"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.object.title}]

    @cached_property
    def skipped(self):
        return list(self.object.skipped.select_related("page"))

    def get_context_data(self, **kwargs):
        seen = self.object.done + len(self.skipped)
        return super().get_context_data(skipped=self.skipped, seen=seen, total=max(self.object.total, seen), **kwargs)


def own_submission(request, pk):
    if not may_submit(request.user):
        raise PermissionDenied
    return get_object_or_404(Submission.objects.visible_to(request.user), pk=pk)


@require_POST
def cancel(request, pk):
    submission = own_submission(request, pk)
    if submission.cancel():
        messages.success(request, _("No more pages are prepared. What is done already stays."))
    else:
        messages.info(request, _("There was nothing left to stop."))
    return redirect("translation_submissions:progress", pk)


@require_POST
def resume(request, pk):
    submission = own_submission(request, pk)
    if submission.resume():
        messages.success(request, _("It goes on with the pages that are still missing."))
    else:
        messages.info(request, _("It is going on already, or there is nothing left to do."))
    return redirect("translation_submissions:progress", pk)
