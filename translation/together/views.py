"""The page of the admin where a page is published in several languages, and its draft handed to the translators."""

import logging

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from core.locales import source_locale
from core.localize.locks import refuse_if_locked
from core.validation import PublicationRefused
from translation.models import Release
from translation.together import schedule
from translation.together.forms import ReleaseForm, TimeForm
from translation.together.readiness import Family, look_at
from translation.together.release import NotTogether, put_aside, release_now
from translation.views import may_submit
from translation.work import ahead

logger = logging.getLogger(__name__)


def may_publish(user, page):
    return page.permissions_for_user(user).can_publish()


def may_hand_over(user, page):
    return may_publish(user, page) or (may_submit(user) and page.permissions_for_user(user).can_edit())


def in_words(moment):
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


class OnePage:
    """Of the source language; a translation is published with it."""

    asks = staticmethod(may_publish)

    @cached_property
    def page(self):
        pages = Page.objects.select_related("latest_revision", "locale").filter(depth__gt=1, locale=source_locale())
        return get_object_or_404(pages, pk=self.kwargs["page_id"]).specific

    @property
    def key(self):
        return self.page.translation_key

    def dispatch(self, request, *args, **kwargs):
        if not self.asks(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def back(self):
        return redirect("translation_together:page", self.page.pk)


class TogetherView(OnePage, WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Publish in all languages")
    header_icon = "wagtail-localize-language"
    template_name = "translation/together.html"
    _show_breadcrumbs = True
    asks = staticmethod(may_hand_over)
    refusal = form = None

    def post(self, request, *args, **kwargs):
        if not may_publish(request.user, self.page):
            raise PermissionDenied
        self.form = self.release_form(request.POST)
        if not self.form.is_valid():
            messages.error(request, _("Nothing was published: see below."))
        elif self.release():
            return self.back()
        return self.render_to_response(self.get_context_data(**kwargs))

    def release(self):
        chosen = self.form.cleaned_data
        locales = {locale.pk for locale in chosen["locales"]}
        try:
            if chosen["when"] == ReleaseForm.LATER:
                schedule.schedule(self.page, locales, chosen["at"], self.request.user)
                said = _("It is published in all these languages on %(when)s. Until then the texts are locked.") % {
                    "when": in_words(chosen["at"])
                }
            else:
                released = release_now(self.page, locales, self.request.user)
                languages = ", ".join(locale.language_name_local for locale in released)
                said = _("Published at one moment: %(languages)s.") % {"languages": languages}
        except PublicationRefused as refusal:
            self.refusal = refusal
            reason = _("See below what is missing.") if isinstance(refusal, NotTogether) else str(refusal)
            messages.error(self.request, _("Nothing was published, in no language.") + " " + reason)
        except (OperationalError, InterfaceError):
            raise  # the database is away: no page of the admin works then
        except Exception as error:  # in any language, at any step: all was rolled back
            logger.exception("Page %s could not be published in several languages", self.page.pk)
            messages.error(
                self.request, _("Nothing was published, in no language.") + " " + schedule.software_error(error)
            )
        else:
            messages.success(self.request, said)
            return True
        return False

    def release_form(self, data=None):
        return ReleaseForm(data, locales=[one.locale.pk for one in self.family.translations if one.is_offered])

    @cached_property
    def family(self):
        family = Family(self.page)
        for language in family.languages:
            look_at(language, self.request.user)
        return family

    def get_context_data(self, **kwargs):
        vars(self).pop("family", None)  # as it is after what was tried
        family = self.family
        self.add_refusal(family)
        releases = Release.objects.filter(translation_key=self.key).select_related("by")
        release = releases.filter(state=Release.State.WAITING).first()
        form = self.form or self.release_form()
        time_form = TimeForm(initial={"at": release.at}) if release else None
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "family": family,
            "chosen": self.chosen(form, family),
            "form": form,
            "time_form": time_form,
            "media": (time_form or form).media,
            "waiting": release,
            "failed": None if release else releases.filter(state=Release.State.FAILED).first(),
            "may_publish": may_publish(self.request.user, self.page),
            "can_hand_over": family.source is not None and family.has_news,
        }

    def add_refusal(self, family):
        problems = getattr(self.refusal, "problems", {})
        ways = getattr(self.refusal, "ways_of", {})
        for language in family.languages:
            pk = language.locale.pk
            language.problems = problems.get(pk, language.problems)
            language.ways += [way for way in ways.get(pk, ()) if way not in language.ways]

    def chosen(self, form, family):
        """The ids of the ticked languages: at first all that have something to publish."""
        if form.is_bound:
            return {int(pk) for pk in form.data.getlist("locales") if pk.isdecimal()}
        return {one.locale.pk for one in family.translations if one.has_something_to_publish}

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [{"url": edit, "label": self.page.get_admin_display_title()}, {"url": "", "label": self.page_title}]


@method_decorator(require_POST, name="dispatch")
class Step(OnePage, View):
    """One button of the page."""

    def post(self, request, *args, **kwargs):
        try:
            is_done = self.do()
        except PublicationRefused as refusal:
            refusal.tell(request)
            return self.back()
        if is_done:
            messages.success(request, self.said)
        else:
            messages.error(request, _("It does not wait any more: see below what has become of it."))
        return self.back()


class HandOver(Step):
    asks = staticmethod(may_hand_over)
    said = gettext_lazy("Translators work from the newest draft now. What readers see stays as it is.")

    def do(self):
        if ahead.source_of(self.page) is None or self.page.latest_revision is None:
            raise Http404
        refuse_if_scheduled(self.page, self.request.user)
        ahead.hand_over(self.page, self.request.user)
        return True


class TakeBack(Step):
    asks = staticmethod(may_hand_over)
    said = gettext_lazy("Translators work from what readers see again. What they have written is kept.")

    def do(self):
        if not self.page.live:
            raise Http404
        refuse_if_scheduled(self.page, self.request.user)
        ahead.take_back(self.page, self.request.user)
        return True


class Move(Step):
    said = gettext_lazy("The time has been changed.")

    def do(self):
        form = TimeForm(self.request.POST)
        if not form.is_valid():
            raise PublicationRefused({"__all__": form.errors["at"]})
        release = schedule.waiting(self.key)
        return release is not None and schedule.move(release, form.cleaned_data["at"], self.request.user)


class Cancel(Step):
    said = gettext_lazy("It is not published by itself. The drafts are kept, and can be changed again.")

    def do(self):
        release = schedule.waiting(self.key)
        return release is not None and schedule.cancel(release, self.request.user)


class PutAside(Step):
    said = gettext_lazy("The message has been put aside.")

    def do(self):
        put_aside(self.key)
        return True


def refuse_if_scheduled(page, user):
    if page.approved_schedule:
        refuse_if_locked(page, user)
