"""Each translation is made from one source that exists, into a page or record that exists.

Nothing here deletes a translated text: those belong to a place on a page, not to the link between two pages.
"""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import Translation

from core.models import RegistryRecord
from translation.checks.base import Check, Problem


class SecondSource(Check):
    """wagtail-localize expects one and answers 500 where it finds two (wagtail/wagtail-localize#662, #878), some of its
    views also where one of the two is disabled: a surplus one is removed, not disabled.
    """

    name = "second-source"
    title = gettext_lazy("Pages translated from two languages")
    remedy = gettext_lazy("It is translated from its original only. The texts of the other translation stay stored.")

    def find(self, site):
        by_target = defaultdict(list)
        for translation in site.translations:
            source = site.source_of(translation)
            by_target[source.object_id, translation.target_locale_id].append(translation)
        for (key, locale_id), translations in by_target.items():
            ranked = sorted(translations, key=lambda one: worth(site, one), reverse=True)
            for surplus in ranked[1:]:
                yield self.problem(site, surplus, locale_id, remove=True)
            if is_chained(site, ranked[0], key):
                yield self.problem(site, ranked[0], locale_id, remove=False)

    def problem(self, site, translation, locale_id, remove):
        source = site.source_of(translation)
        text = _("“%(title)s” is translated from two languages, or from a translation: %(source)s → %(target)s.")
        said = {
            "title": source.object_repr,
            "source": site.language(source.locale_id),
            "target": site.language(locale_id),
        }
        about = site.instance(source.object_id, locale_id)
        return Problem(text % said, about, data={"translation": translation.pk, "remove": remove})

    def repair(self, problem, user=None):
        found = Translation.objects.filter(pk=problem.data["translation"])
        found.delete() if problem.data["remove"] else found.update(enabled=False)


def worth(site, translation):
    return translation.enabled, site.source_of(translation).locale_id == site.source.pk, -translation.pk


def is_chained(site, translation, key):
    """Is its source itself a translation?"""
    from_translation = site.source_of(translation).locale_id != site.source.pk
    return translation.enabled and from_translation and site.instance(key, site.source.pk) is not None


class LostSource(Check):
    name = "lost-source"
    title = gettext_lazy("Translations whose original is gone")
    remedy = gettext_lazy("It is no longer translated from there, and can be edited as it is. Its texts stay stored.")

    def find(self, site):
        for translation in site.translations:
            source = site.source_of(translation)
            if (
                translation.enabled
                and site.instance(source.object_id, source.locale_id) is None
                and source.object_id not in site.in_bin
            ):
                text = _("The original of “%(title)s” is gone; its translation still waits for it: %(language)s.")
                said = {"title": source.object_repr, "language": site.language(translation.target_locale_id)}
                about = site.instance(source.object_id, translation.target_locale_id)
                yield Problem(text % said, about, data={"translation": translation.pk})

    def repair(self, problem, user=None):
        Translation.objects.filter(pk=problem.data["translation"]).update(enabled=False)


class LostTarget(LostSource):
    """Of a registry's record a copy is missing, and is made again: that is ``MissingCopies``."""

    name = "lost-target"
    title = gettext_lazy("Translations into pages that are gone")
    remedy = gettext_lazy(
        "The translation is stopped. Its texts stay stored, and come back when it is submitted again."
    )

    def find(self, site):
        for translation in site.translations:
            source = site.source_of(translation)
            original = site.instance(source.object_id, source.locale_id)
            if (
                translation.enabled
                and original is not None
                and not isinstance(original, RegistryRecord)
                and site.instance(source.object_id, translation.target_locale_id) is None
                and source.object_id not in site.in_bin
            ):
                text = _("“%(title)s” is being translated, but the page that is to hold it is gone: %(language)s.")
                said = {"title": source.object_repr, "language": site.language(translation.target_locale_id)}
                yield Problem(text % said, original, data={"translation": translation.pk})
