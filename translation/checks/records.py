"""Records of the registries: one in every language, with the same facts."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.fields import get_translatable_fields

from core.locales import content_locales
from core.localize.registry import bring_up_to_date, copy_to_all_locales, references
from translation.checks.base import Check, Problem


class MissingCopies(Check):
    name = "missing-copies"
    title = gettext_lazy("Records that a language lacks")
    remedy = gettext_lazy("The record is made in that language, with its name as it is in the original.")

    def find(self, site):
        locales = list(content_locales())
        for model, records in site.records.items():
            for record in records.values():
                if record.locale_id != site.source.pk:
                    continue
                lacking = [one for one in locales if (model, record.translation_key, one.pk) not in site.records_by_key]
                if lacking:
                    text = _("“%(title)s” is missing in these languages: %(languages)s.")
                    languages = ", ".join(locale.language_name_local for locale in lacking)
                    yield Problem(text % {"title": record, "languages": languages}, record)

    def repair(self, problem, user=None):
        copy_to_all_locales(type(problem.about)._base_manager.get(pk=problem.about.pk))


class DifferentFacts(Check):
    name = "record-facts"
    title = gettext_lazy("Records whose facts differ between languages")
    remedy = gettext_lazy("Facts and references become those of the original; translated names stay.")

    def find(self, site):
        for model, records in site.records.items():
            facts, links = facts_of(model), references(model)
            for record in records.values():
                original = site.records_by_key.get((model, record.translation_key, site.source.pk))
                if record.locale_id == site.source.pk or original is None:
                    continue
                different = [one for one in facts if getattr(record, one.attname) != getattr(original, one.attname)]
                different += [
                    one for one in links if getattr(record, one.attname) != wanted(site, record, original, one)
                ]
                if different:
                    text = _("“%(title)s” (%(language)s) differs from its original in: %(fields)s.")
                    said = {
                        "title": record,
                        "language": site.language(record.locale_id),
                        "fields": ", ".join(str(one.verbose_name) for one in different),
                    }
                    yield Problem(text % said, record, data={"original": original})

    def repair(self, problem, user=None):
        original, copy = (type(one)._base_manager.get(pk=one.pk) for one in (problem.data["original"], problem.about))
        bring_up_to_date(original, copy)


def facts_of(model):
    """The fields that hold the same in every language."""
    found = [item for item in get_translatable_fields(model) if not item.is_translated(model())]
    fields = [item.get_field(model) for item in found]
    return [field for field in fields if isinstance(field, models.Field) and field.name != "text_language"]


def wanted(site, record, original, reference):
    """The id that the copy of a reference should have: of the record of its own language."""
    target = site.records[reference.related_model].get(getattr(original, reference.attname))
    if target is None:
        return None
    found = site.records_by_key.get((reference.related_model, target.translation_key, record.locale_id))
    return found and found.pk
