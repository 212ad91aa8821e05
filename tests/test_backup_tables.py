"""What a backup keeps: every table but those that are named, every value as it is, from every database."""

import datetime
import json
import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models
from django.test.utils import isolate_apps

from core.backup import keys, tables


def test_every_table_is_kept_or_left_out_for_a_reason():
    kept, left_out = tables.of_models(apps)
    managed = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    assert {table.name for table in kept} | {*left_out} == managed
    assert set(left_out.values()) == set(tables.LEFT_OUT.values())  # none is named that there isn't


def test_nothing_that_is_kept_refers_to_what_is_not():
    kept, left_out = tables.of_models(apps)
    names = {table.name for table in kept}
    referring = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.remote_field and model._meta.db_table in names and field.related_model._meta.db_table in left_out
    ]
    assert referring == []


def test_all_files_are_in_the_storage_that_is_backed_up():
    elsewhere = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField) and field.storage != default_storage
    ]
    assert elsewhere == []


@isolate_apps("core")
def every_kind():
    class EveryKind(models.Model):  # noqa: DJ008  nobody reads its name
        text = models.TextField(null=True)
        json = models.JSONField(null=True)
        key = models.UUIDField(null=True)
        amount = models.DecimalField(max_digits=12, decimal_places=3, null=True)
        share = models.FloatField(null=True)
        big = models.BigIntegerField(null=True)
        yes = models.BooleanField(null=True)
        at = models.DateTimeField(null=True)
        day = models.DateField(null=True)
        hour = models.TimeField(null=True)
        lasts = models.DurationField(null=True)
        raw = models.BinaryField(null=True)
        address = models.GenericIPAddressField(null=True)

        class Meta:
            app_label = "core"

    return EveryKind


FULL = {
    "text": "Ə ı İ\n“çay” \\ \u2028 \x7f 🌊",
    "json": {"b": [1, 2.5, None, "ə"], "a": {}},
    "key": uuid.UUID(int=2**127 + 1),
    "amount": Decimal("123456789.120"),
    "share": 0.1 + 0.2,
    "big": 2**62,
    "yes": True,
    "at": datetime.datetime(2026, 3, 29, 1, 2, 3, 456789, datetime.UTC),
    "day": datetime.date(1918, 5, 28),
    "hour": datetime.time(23, 59, 59, 999999),
    "lasts": datetime.timedelta(days=-3, microseconds=7),
    "raw": bytes(range(256)),
    "address": "2001:db8::1",
}


@pytest.mark.django_db(transaction=True)
def test_values_of_every_kind_come_back_as_they_were():
    model = every_kind()
    with connection.schema_editor() as editor:
        editor.create_model(model)
    try:
        rows = [model(**FULL), model(), model(text="", json="", yes=False, raw=b"", amount=0)]
        model.objects.bulk_create(rows)
        before = list(model.objects.order_by("pk").values())
        table = tables.Table.of(model)
        lines = [json.dumps(row).encode() for row in table.rows(connection)]
        model.objects.all().delete()
        assert table.load(connection, lines) == 3
        table.compare(connection, lines)
        assert [tidy(row) for row in model.objects.order_by("pk").values()] == [tidy(row) for row in before]
        assert before[0]["amount"] == FULL["amount"] and before[0]["at"] == FULL["at"]
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(model)


def tidy(row):
    return {**row, "raw": row["raw"] and bytes(row["raw"])}


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_given_out_once_is_not_given_out_again():
    from taggit.models import Tag

    table = tables.Table.of(Tag)
    assert keys.last(connection, table) == 0
    Tag.objects.create(name="one")
    gone = Tag.objects.create(name="two")
    given = gone.pk
    gone.delete()
    last = keys.last(connection, table)
    assert last == given
    Tag.objects.all().delete()
    keys.set_last(connection, table, 0)
    assert keys.last(connection, table) == 0
    keys.set_last(connection, table, last)
    assert Tag.objects.create(name="three").pk == given + 1


@pytest.mark.django_db(transaction=True)
def test_many_and_large_rows_go_in_piece_by_piece(monkeypatch):
    from taggit.models import Tag

    table = tables.Table.of(Tag)
    names = [f"{number} {'ə' * 80}" for number in range(300)]
    Tag.objects.bulk_create(Tag(name=name, slug=str(number)) for number, name in enumerate(names))
    lines = [json.dumps(row).encode() for row in table.rows(connection)]
    Tag.objects.all().delete()
    monkeypatch.setattr(tables, "MAX_BYTES", 1000)
    monkeypatch.setattr(tables, "AT_ONCE", 7)
    assert table.load(connection, iter(lines)) == 300
    assert list(Tag.objects.order_by("pk").values_list("name", flat=True)) == names
    table.compare(connection, iter(lines))
