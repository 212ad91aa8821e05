"""What translators work from is what readers of the original see, and its facts are those of the translations."""

import json
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, TranslationSource, get_schema_version

from core.localize.facts import Into, bring_facts, bring_facts_to_translations
from translation.checks.base import Check, Problem


class OutdatedSources(Check):
    name = "outdated-sources"
    title = gettext_lazy("Translators see an old text")
    remedy = gettext_lazy("Translators get the text as it is now. What readers see stays as it is.")

    def find(self, site):
        version = cache(get_schema_version)
        for source in site.sources.values():
            instance = site.instance(source.object_id, source.locale_id)
            if instance is None:
                continue
            published = isinstance(instance, Page) and instance.live and instance.last_published_at
            model = ContentType.objects.get_for_id(source.specific_content_type_id)
            if published and published > source.last_updated_at:
                text = _("“%(title)s” was published again after translators got its text.")
            elif source.schema_version and source.schema_version != version(model.app_label):
                text = _("Translators got the text of “%(title)s” before the last upgrade of the site.")
            else:
                continue
            yield Problem(text % {"title": source.object_repr}, instance, data={"source": source.pk})

    def repair(self, problem, user=None):
        TranslationSource.objects.get(pk=problem.data["source"]).update_from_db()


class DifferentPages(Check):
    """Asks what publishing the original would change in its translations (``core.localize.facts``)."""

    name = "page-facts"
    title = gettext_lazy("Pages whose facts differ between languages")
    remedy = gettext_lazy("Facts and rows without text become those of the original; translated text stays.")

    def find(self, site):
        wanted = {
            (source.object_id, one.target_locale_id)
            for one in site.translations
            if one.enabled and (source := site.source_of(one)).locale_id == site.source.pk
        }
        overridden = overridden_paths()
        family = {}
        for page in site.load_whole_pages():  # they are changed below
            is_target = (page.translation_key, page.locale_id) in wanted and page.alias_of_id is None
            if is_target or (page.locale_id == site.source.pk and page.live):
                family.setdefault(page.translation_key, []).append(page)
        for pages in family.values():
            original = next((page for page in pages if page.locale_id == site.source.pk), None)
            for page in pages if original else ():
                if (
                    page is not original
                    and type(page) is type(original)
                    and (fields := differing(site, original, page, overridden))
                ):
                    text = _("“%(title)s” (%(language)s) differs from its original in: %(fields)s.")
                    language = site.language(page.locale_id)
                    said = {"title": page.title, "language": language, "fields": ", ".join(fields)}
                    yield Problem(text % said, page, data={"original": original.pk})

    def repair(self, problem, user=None):
        bring_facts_to_translations(Page.objects.get(pk=problem.data["original"]).specific)


def overridden_paths():
    found = {}
    overrides = SegmentOverride.objects.filter(has_error=False, context__isnull=False)
    for key, locale_id, path in overrides.values_list("context__object_id", "locale", "context__path"):
        found.setdefault((key, locale_id), set()).add(path)
    return found


def differing(site, original, page, overridden):
    """What people call the fields that bringing the facts changes. ``page`` is not to be used afterwards."""
    before = plain(page.serializable_data())
    bring_facts(original, page, KnownInto(site, page, overridden))
    after = plain(page.serializable_data())
    names = [name for name in before if before[name] != after[name]]
    rows = {relation.get_accessor_name(): relation for relation in get_all_child_relations(type(page))}
    return [
        str(rows[name].related_model._meta.verbose_name if name in rows else page._meta.get_field(name).verbose_name)
        for name in names
    ]


def plain(data):
    """Blocks are serialised as JSON within JSON: the order of their keys is no difference."""
    if isinstance(data, dict):
        return {name: plain(value) for name, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    if isinstance(data, str) and data.startswith("["):
        try:
            return plain(json.loads(data))
        except ValueError:
            return data
    return data


class KnownInto(Into):
    """``Into`` with what has been loaded for all pages at once."""

    def __init__(self, site, page, overridden):
        super().__init__(page)
        self.site = site
        self.overridden = overridden.get((self.key, self.locale.pk), set())

    def translated(self, path, text):
        return self.site.texts[self.key, self.locale.pk].get((path, text))

    def reference(self, model, pk):
        record = self.site.records.get(model, {}).get(pk)
        own = record and self.site.records_by_key.get((model, record.translation_key, self.locale.pk))
        return own and own.pk
