"""Blocks stay out of migrations, and a data migration still finds, and keeps, what is in a body."""

import pickle
import uuid

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from home.models import StandardPage
from tests.factories import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIELD = StandardPage._meta.get_field("body")


def body():
    return [{"type": "heading", "id": str(uuid.uuid4()), "value": "Başlıq"}]


def historical(model):
    state = MigrationExecutor(connection).loader.project_state()
    return state.apps.get_model(model._meta.app_label, model._meta.model_name)


def test_the_migration_names_no_block():
    _name, path, args, kwargs = FIELD.deconstruct()
    assert path == "core.fields.StreamField"
    assert args == []
    assert "block_lookup" not in kwargs
    assert "block_types" not in kwargs


def test_a_cloned_field_has_its_blocks():
    assert set(FIELD.clone().stream_block.child_blocks) == set(FIELD.stream_block.child_blocks)


def test_a_data_migration_reads_the_raw_body_and_saving_keeps_it(home):
    page = make_page(StandardPage, home, title="Səhifə", body=body())
    old = historical(StandardPage).objects.get(pk=page.pk)
    assert [block["value"] for block in old.body.raw_data] == ["Başlıq"]
    old.title = "Yeni ad"
    old.save()
    page.refresh_from_db()
    assert page.title == "Yeni ad"
    assert page.body[0].value == "Başlıq"


def test_a_data_migration_may_change_the_raw_body(home):
    page = make_page(StandardPage, home, title="Səhifə", body=body())
    old = historical(StandardPage).objects.get(pk=page.pk)
    raw = list(old.body.raw_data)
    raw[0] = {**raw[0], "value": "Başqa"}
    old.body = raw
    old.save()
    page.refresh_from_db()
    assert page.body[0].value == "Başqa"


def test_a_body_can_be_pickled(home):
    page = make_page(StandardPage, home, title="Səhifə", body=body())
    assert pickle.loads(pickle.dumps(page)).body[0].value == "Başlıq"
