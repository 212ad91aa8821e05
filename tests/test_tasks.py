"""What runs in the background, and what must not wait for it."""

import pytest
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from core.tasks import INDEXING, indexing_once, without_indexing
from home.models import StandardPage
from tests.contact_form import contact_form
from tests.factories import make_image, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_background(settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}


def found(title):
    return [page.title for page in get_search_backend().search(title, StandardPage.objects.all())]


def test_the_names_of_the_indexing_tasks_are_those_of_wagtail():
    assert {import_string(path).module_path for path in INDEXING} == INDEXING


def test_where_a_picture_is_used_is_known_at_once_and_no_task_waits_for_a_save(home):
    image = make_image()
    page = make_page(StandardPage, home, title="Səhifə", lead_image=image)
    users = ReferenceIndex.get_references_to(image).values_list("object_id", flat=True)
    assert set(users) == {str(page.pk)}
    assert found("Səhifə") == ["Səhifə"]
    assert not DBTaskResult.objects.exists()


def test_a_page_is_indexed_once_with_all_its_rows(home, monkeypatch):
    page = make_page(contact_form(), home)
    indexed = []
    original = ReferenceIndex.create_or_update_for_object.__func__
    monkeypatch.setattr(
        ReferenceIndex,
        "create_or_update_for_object",
        classmethod(lambda cls, instance: indexed.append(instance.pk) or original(cls, instance)),
    )
    page.save()
    assert indexed == [page.pk]
    with indexing_once():
        for row in page.form_fields.all():
            row.save()
        page.save()
        assert indexed == [page.pk]
    assert indexed == [page.pk, page.pk]


def test_other_tasks_wait_for_the_worker(home, django_capture_on_commit_callbacks):
    image = make_image(is_made=False)
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert DBTaskResult.objects.get().task_path == "wagtail.tasks.delete_file_from_storage_task"


def test_who_indexes_by_themselves_can_leave_it_out(home):
    with without_indexing():
        make_page(StandardPage, home, title="Səhifə")
    assert found("Səhifə") == []
