"""A filter of a list page: its choices, what the reader chose, and how it narrows the list.

A value that does not exist narrows to nothing: 200 and an empty list, never an error.
"""

from dataclasses import dataclass

from django.utils import timezone

from core import generation

MAX_VALUE = 100  # characters of a query value that are looked at


@dataclass
class Choice:
    """One filter on one request."""

    name: str
    label: str
    options: list  # [(value, label)]
    value: str
    narrow: object

    def apply(self, items):
        return self.narrow(items, self.value) if self.value else items


@dataclass
class Filter:
    """``options(page)`` gives ``[(value, label)]``, a label being a text or a record of the registries, which knows its
    language; ``narrow(queryset, value)`` gives the narrowed queryset.
    """

    name: str
    label: str
    options: object
    narrow: object

    def for_page(self, page, request):
        today = timezone.localdate()  # a choice may follow from the day: the status of a project does
        key = ("filter", type(page).__name__, self.name, page.locale_id, page.pk, today)
        options = generation.remember(key, lambda: list(self.options(page)))
        value = request.GET.get(self.name, "").replace("\x00", "").strip()[:MAX_VALUE]
        return Choice(self.name, self.label, options, value, self.narrow)


def by_choices(name, label, choices, lookup=None):
    """A filter on a field with choices."""
    valid = {str(value) for value, _label in choices}

    def narrow(items, value):
        return items.filter(**{lookup or name: value}) if value in valid else items.none()

    return Filter(name, label, lambda page: list(choices), narrow)


def is_year(value):
    """Four digits; the first and the last years of the calendar lie outside it in some time zone."""
    return value.isascii() and value.isdigit() and "1000" <= value < "9999" and len(value) == 4


def by_year(label, field_name):
    """A filter on the years in which there is something."""

    def options(page):
        dated = page.items().filter(**{f"{field_name}__isnull": False}).order_by()
        years = dated.values_list(f"{field_name}__year", flat=True).distinct()
        return [(str(year), str(year)) for year in sorted(years, reverse=True)]

    def narrow(items, value):
        return items.filter(**{f"{field_name}__year": int(value)}) if is_year(value) else items.none()

    return Filter("year", label, options, narrow)
