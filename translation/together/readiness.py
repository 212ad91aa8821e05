"""What stands in the way of a page's languages, as far as it can be seen without trying (``release`` tries)."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import Translation

from core.locales import content_locales, source_locale
from core.localize.locks import lock_for, why_locked
from translation.models import Ahead, Work
from translation.work.ahead import has_news, source_of
from translation.work.amounts import NOTHING, Amount, amounts


@dataclass
class Language:
    """One language of a page. ``page`` and ``translation`` are ``None`` where there is none."""

    locale: Locale
    page: Page | None = None
    translation: Translation | None = None
    amount: Amount = NOTHING
    stale_since: object = None
    problems: list = field(default_factory=list)  # sentences
    ways: list = field(default_factory=list)  # (address, label)
    original_has_news: bool = False

    @property
    def is_source(self):
        return self.locale.pk == source_locale().pk

    @property
    def has_something_to_publish(self):
        page = self.page
        return page is not None and (not page.live or page.has_unpublished_changes or bool(self.stale_since))

    @property
    def is_offered(self):
        """Also where a draft of the original, not handed over yet, may turn out to hold something for it."""
        return self.page is not None and (self.has_something_to_publish or self.original_has_news)

    @property
    def state(self):
        if self.page is None:
            return _("Not submitted for translation")
        if not self.page.live:
            return _("Draft")
        if self.has_something_to_publish:
            return _("Live, with changes that readers don't see yet")
        return _("Live and up to date")

    @property
    def texts(self):
        if self.is_source:
            return "–"
        if self.translation is None:
            return _("Written by hand") if self.page else "–"
        if self.amount.is_complete:
            return _("All translated")
        return ngettext(
            "%(count)s text is not translated", "%(count)s texts are not translated", self.amount.open_texts
        ) % {"count": self.amount.open_texts}


class Family:
    """A page of the source language and what there is of it in the others, as it is now in the database."""

    def __init__(self, page):
        self.page = Page.objects.select_related("latest_revision", "locale").get(pk=page.pk).specific
        self.source = source_of(self.page)
        self.ahead = Ahead.objects.filter(source=self.source).select_related("revision", "by").first()
        self.has_news = has_news(self.page, self.source)
        self.languages = self._languages()

    @property
    def original(self):
        return self.languages[0]

    @property
    def translations(self):
        return self.languages[1:]

    def chosen(self, locale_ids):
        """The original, if there is something to publish of it, and what there is to publish of these languages."""
        chosen = self.translations_chosen(locale_ids)
        return [self.original, *chosen] if self.original.has_something_to_publish else chosen

    def translations_chosen(self, locale_ids):
        chosen = [one for one in self.translations if one.locale.pk in locale_ids]
        return [one for one in chosen if one.page is None or one.has_something_to_publish]

    def _languages(self):
        found = Page.objects.filter(translation_key=self.page.translation_key, alias_of=None)
        pages = {one.locale_id: one for one in found.specific().select_related("locale")}
        translations = self._translations()
        counted = amounts(Translation.objects.filter(pk__in=[one.pk for one in translations.values()]))
        stale = dict(
            Work.objects.filter(translation__in=translations.values()).values_list("translation", "stale_since")
        )
        source = source_locale()
        languages = [Language(source, self.page)]
        for locale in content_locales():
            if locale.pk == source.pk:
                continue
            one = translations.get(locale.pk)
            languages.append(
                Language(
                    locale,
                    pages.get(locale.pk),
                    one,
                    counted.get(one.pk, NOTHING) if one else NOTHING,
                    stale.get(one.pk) if one else None,
                    original_has_news=self.has_news,
                )
            )
        return languages

    def _translations(self):
        if self.source is None:
            return {}
        found = self.source.translations.filter(enabled=True).select_related("source", "target_locale")
        return {one.target_locale_id: one for one in found}


def look_at(language, user):
    """Put down at ``language`` what stands in its way."""
    page = language.page
    if page is None:
        language.problems.append(_("Submit the page for translation into this language first."))
        return
    permissions = page.permissions_for_user(user)
    if permissions.can_edit():
        language.ways.append((reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Open")))
    if not permissions.can_publish():
        language.problems.append(_("You may not publish in this language."))
    else:  # what follows names the draft, which is not for everybody
        language.problems += held_by(page, user)
    if not language.amount.is_complete:
        language.problems.append(language.texts)


def held_by(page, user):
    lock = lock_for(page, user)
    if lock:
        return [why_locked(lock, user)]
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return [_("Changes were requested: it has to be submitted for approval once more.")]
    return []
