"""No reader finds text of the source language on a live page of another."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail_localize.models import StringSegment
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.localize.completeness import copied
from translation.checks.base import Check, Problem

SHOWN = 3


class SourceText(Check):
    """A text that has changed since and awaits its translation is no problem: readers see the former one."""

    name = "source-text"
    title = gettext_lazy("Live translations that show text of the source language")
    remedy = gettext_lazy(
        "The page becomes a draft. Its translated texts stay as they are; it goes live once complete."
    )

    def find(self, site):
        waiting, followed = self.untranslated(site), self.followed(site)
        suspects = {
            (page.translation_key, page.locale_id)
            for page in site.pages.values()
            if page.live and page.depth > 1 and site.original(page) is not None
            if (page.translation_key, page.locale_id) in waiting
            or (page.translation_key, page.locale_id) not in followed
        }
        keys = {key for key, _locale in suspects}
        originals, pages = {}, []
        for page in site.whole_pages if suspects else ():
            if page.translation_key not in keys:
                continue
            if page.locale_id == site.source.pk:
                originals[page.translation_key] = texts(page)
            elif (page.translation_key, page.locale_id) in suspects:
                pages.append(page)
        for page in pages:
            place = (page.translation_key, page.locale_id)
            if place in followed:
                shown = [text for path, text in texts(page) if (path, text) in waiting[place]]
            else:
                shown = copied(
                    [text for _path, text in originals.get(page.translation_key, ())],
                    [text for _path, text in texts(page)],
                )
            if shown:
                quoted = ", ".join(f"“{text[:60]}”" for text in shown[:SHOWN])
                text = _("“%(title)s” (%(language)s) is live with %(count)s texts that are not translated: %(texts)s")
                said = {"title": page.title, "language": site.language(page.locale_id)}
                yield Problem(text % {**said, "count": len(shown), "texts": quoted}, page)

    def followed(self, site):
        """What is translated text by text, not written by hand."""
        return {(site.source_of(one).object_id, one.target_locale_id) for one in site.translations if one.enabled}

    def untranslated(self, site):
        """``{(key, locale id): {(path, text)}}``, one query a language."""
        found = defaultdict(set)
        for locale in site.locales.values():
            segments = (
                StringSegment.objects.filter(
                    source__translations__target_locale=locale, source__translations__enabled=True
                )
                .annotate_translation(locale)
                .filter(translation__isnull=True)
                .exclude(context__path="slug")
            )
            for key, path, text in segments.values_list("source__object_id", "context__path", "string__data"):
                found[key, locale.pk].add((path, text))
        return found

    def repair(self, problem, user=None):
        page = Page.objects.get(pk=problem.about.pk).specific
        if page.live:
            page.unpublish(user=user)


def texts(page):
    return [
        (segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    ]
