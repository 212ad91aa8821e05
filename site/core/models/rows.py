"""Rows of a page: inline children whose facts are synchronised and whose prose is translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable, TranslatableMixin

from core.fields import facts


class Row(TranslatableMixin, Orderable):
    override_translatable_fields = facts("sort_order")

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


def give_order(page):
    """Rows that code makes without saying where come last, as they were given, on every database: the editor's form
    gives each row its place, and without one PostgreSQL has them in any order.
    """
    for rows in getattr(page, "_cluster_related_objects", {}).values():
        if any(isinstance(row, Orderable) and row.sort_order is None for row in rows):
            rows.sort(key=lambda row: (row.sort_order is None, row.sort_order or 0))
            for place, row in enumerate(rows):
                row.sort_order = place


class NumberedRow(Row):
    """A row others refer to by its number, in every language and from other pages: never by its id."""

    number = models.PositiveSmallIntegerField(
        _("number"), blank=True, null=True, help_text=_("Left empty, it is given automatically and stays.")
    )

    override_translatable_fields = [*Row.override_translatable_fields, *facts("number")]

    class Meta(Row.Meta):
        abstract = True


def give_numbers(rows):
    """Number the rows that have none: the next free one, in their order."""
    rows = list(rows)
    highest = max((row.number or 0 for row in rows), default=0)
    for row in rows:
        if row.number is None:
            highest += 1
            row.number = highest
