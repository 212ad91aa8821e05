"""Slugs: by the rule of ``core.languages``, one page each, and following the title in every language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.signals import page_slug_changed
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from core.languages import slug_from, slugify
from core.localize.slugs import fill_slug
from translation.checks.base import Check, Problem
from translation.checks.mending import mend_page
from translation.checks.site import HOME_DEPTH


class BadSlugs(Check):
    name = "slugs"
    title = gettext_lazy("Slugs that break the rule or are taken")
    remedy = gettext_lazy("The page gets a slug by the rule; its former address leads to the new one.")

    def find(self, site):
        taken = set()
        for page in site.pages.values():
            if page.depth < HOME_DEPTH:
                continue
            place = (page.path[: -Page.steplen], page.slug)
            said = {"title": page.title, "slug": page.slug, "language": site.language(page.locale_id)}
            if page.slug != slugify(page.slug):
                yield Problem(
                    _("The slug of “%(title)s” (%(language)s) has letters that slugs don't have: %(slug)s") % said, page
                )
            elif place in taken:
                yield Problem(
                    _("Another page has the slug of “%(title)s” (%(language)s) already: %(slug)s") % said, page
                )
            taken.add(place)

    def repair(self, problem, user=None):
        before = Page.objects.get(pk=problem.about.pk).specific
        wanted = slugify(before.slug) or slug_from(before.title) or "page"
        slug = find_available_slug(before.get_parent(), wanted, ignore_page_id=before.pk)
        page = mend_page(before, lambda one: setattr(one, "slug", slug))
        page_slug_changed.send(sender=type(page), instance=page, instance_before=before)
        source = TranslationSource.objects.get_for_instance_or_none(page)
        if source is not None:
            source.update_from_db()
        StringTranslation.objects.filter(
            context__object_id=page.translation_key, context__path="slug", locale=page.locale, data=before.slug
        ).update(data=slug)


class MissingSlugs(Check):
    name = "missing-slugs"
    title = gettext_lazy("Translated titles without a slug of their own")
    remedy = gettext_lazy(
        "The slug is made from the translated title. A page that is live keeps its address until then."
    )

    def find(self, site):
        slugs = StringSegment.objects.filter(context__path="slug").values_list("source", flat=True)
        texts = StringTranslation.objects.filter(context__path__in=("title", "slug"), has_error=False)
        known = set(texts.values_list("context__object_id", "locale", "context__path"))
        with_slug = set(slugs)
        for translation in site.translations:
            source = site.source_of(translation)
            place = (source.object_id, translation.target_locale_id)
            if (
                translation.enabled
                and source.pk in with_slug
                and (*place, "title") in known
                and (*place, "slug") not in known
                and (page := site.instance(*place)) is not None
            ):
                text = _("The title of “%(title)s” is translated, its slug is not: %(language)s.")
                said = {"title": page.title, "language": site.language(translation.target_locale_id)}
                yield Problem(text % said, page, data={"source": source.pk})

    def repair(self, problem, user=None):
        fill_slug(TranslationSource.objects.get(pk=problem.data["source"]), problem.about.locale)
