"""Rows of a snapshot as instances that can be saved again."""

from collections import defaultdict

from django.apps import apps
from django.core.serializers import deserialize
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.bin.refusal import NotRestored
from core.models import Deleted, RegistryRecord


def model_of(label):
    return apps.get_model(label)


def is_known(label, attname=None):
    """Is there still such a model, with such a field?"""
    try:
        fields = model_of(label)._meta.concrete_fields
    except LookupError:
        return False
    return attname is None or attname in {field.attname for field in fields}


def from_rows(rows):
    """A field that a migration has removed since is left out; a model that is gone raises ``LookupError``."""
    for label in {row["model"] for row in rows}:
        model_of(label)
    return [loaded.object for loaded in deserialize("python", rows, ignorenonexistent=True)]


def without_dangling(entry, rows):
    """The rows as deleting would have left them, had what they refer to been deleted while they were still there."""
    while True:
        dropped = []
        for row, field in dangling(rows):
            on_delete = field.remote_field.on_delete
            if on_delete is models.SET_NULL:
                setattr(row, field.attname, None)
            elif on_delete is models.CASCADE and not isinstance(row, Page | RegistryRecord):
                dropped.append(row)
            else:
                refuse(entry, field, getattr(row, field.attname))
        if not dropped:
            return rows
        rows = [row for row in rows if not any(row is one for one in dropped)]


def dangling(rows):
    """``(row, field)`` of every foreign key whose target is neither among the rows nor in the database."""
    within = defaultdict(set)
    for row in rows:
        within[type(row)].add(row.pk)
    wanted = defaultdict(list)
    for row in rows:
        for field in foreign_keys(type(row)):
            target = field.remote_field.model
            number = getattr(row, field.attname)
            if number is not None and number not in within[target]:
                wanted[target].append((row, field, number))
    for target, references in wanted.items():
        numbers = {number for _row, _field, number in references}
        there = set(target._base_manager.filter(pk__in=numbers).values_list("pk", flat=True))
        yield from ((row, field) for row, field, number in references if number not in there)


def foreign_keys(model):
    """Of the model's own table, those that the database checks."""
    return [field for field in model._meta.local_fields if isinstance(field, models.ForeignKey) and field.db_constraint]


def refuse(entry, field, number):
    target = field.remote_field.model
    table = Page if issubclass(target, Page) else target
    for other in Deleted.objects.exclude(pk=entry.pk).holding(pk=number, model=table):
        raise NotRestored(
            _("“%(title)s” needs “%(needed)s”, which lies in the bin too. Bring that back first.")
            % {"title": entry.title, "needed": other.title},
            other,
        )
    raise NotRestored(
        _("“%(title)s” can't be brought back: something it needs no longer exists (%(kind)s, number %(number)s).")
        % {"title": entry.title, "kind": target._meta.verbose_name, "number": number}
    )
