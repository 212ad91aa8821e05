"""References of pages, rows and records: to the record of the same language, and to the original of a page."""

from django.db import models
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from core.localize.registry import references as record_references
from core.models import BasePage
from translation.checks.base import Check, Problem
from translation.checks.mending import mend_page
from translation.checks.site import rows_of


class References(Check):
    """Looks at every reference of one kind; ``right`` says which id it should have."""

    def fields(self, model):
        raise NotImplementedError

    def right(self, site, instance, field, pk):
        """The id that belongs there; ``None`` if there is nothing to refer to."""
        raise NotImplementedError

    def wrong(self, site, instance):
        """``[(field, right id)]``."""
        found = []
        for field in self.fields(type(instance)):
            pk = getattr(instance, field.attname)
            if pk is not None and (right := self.right(site, instance, field, pk)) != pk:
                found.append((field, right))
        return found

    def find(self, site):
        for page in site.whole_pages:
            parts = [page, *(row for _relation, row in rows_of(page))]
            if wrong := [one for part in parts for one in self.wrong(site, part)]:
                yield self.problem(site, page, wrong)
        for records in site.records.values():
            for record in records.values():
                if wrong := self.wrong(site, record):
                    yield self.problem(site, record, wrong)

    def problem(self, site, instance, wrong):
        said = {
            "title": instance.title if isinstance(instance, Page) else instance,
            "language": site.language(instance.locale_id),
            "fields": ", ".join(sorted({str(field.verbose_name) for field, _right in wrong})),
        }
        is_repairable = all(right is not None or field.null for field, right in wrong)
        return Problem(str(self.sentence) % said, instance, is_repairable, {"site": site})

    def repair(self, problem, user=None):
        def put_right(instance):
            parts = [row for _relation, row in rows_of(instance)] if isinstance(instance, Page) else []
            for part in (instance, *parts):
                for field, right in self.wrong(problem.data["site"], part):
                    setattr(part, field.attname, right)

        if isinstance(problem.about, Page):
            mend_page(problem.about, put_right)
        else:
            record = type(problem.about)._base_manager.get(pk=problem.about.pk)
            put_right(record)
            record.save()


class ForeignRecords(References):
    name = "foreign-records"
    title = gettext_lazy("References to records of another language")
    sentence = gettext_lazy("“%(title)s” (%(language)s) refers to records of another language, or to none: %(fields)s.")
    remedy = gettext_lazy("It refers to the same record in its own language; where that record is gone, to none.")
    advice = gettext_lazy("The record is gone, and there has to be one: open the page and choose another.")

    def fields(self, model):
        return record_references(model)

    def right(self, site, instance, field, pk):
        record = site.records[field.related_model].get(pk)
        if record is None:
            return None
        own = site.records_by_key.get((field.related_model, record.translation_key, instance.locale_id))
        return own.pk if own else pk


class PagesOfOtherLanguages(References):
    """Stored once, to the original: every language finds its own page from there."""

    name = "page-references"
    title = gettext_lazy("References to a translation instead of the original")
    sentence = gettext_lazy("“%(title)s” (%(language)s) refers to the translation of a page, or to none: %(fields)s.")
    remedy = gettext_lazy("It refers to the original; every language finds its own page from there.")
    advice = gettext_lazy("The page is gone, and there has to be one: open it and choose another.")

    def fields(self, model):
        if issubclass(model, BasePage):
            return [model._meta.get_field(name) for name in sorted(model.page_references())]
        return [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            and not isinstance(field, ParentalKey)
            and issubclass(field.related_model, Page)
        ]

    def right(self, site, instance, field, pk):
        page = site.pages.get(pk)
        if page is None:
            return None
        original = site.original(page)
        return original.pk if original else pk
