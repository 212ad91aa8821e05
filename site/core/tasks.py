"""Where tasks run: in the background on the database, but for the indexes.

Wagtail enqueues a task to index what it saves, for the page and once more for each of its rows. In the background those
would cost a row in the queue each, wait behind a tree of 500 pages, and until then “used in 3 places” and the search
would be wrong; where no worker runs, for ever. They take some milliseconds: they run at once, and one time only for all
that is saved of a page together.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.apps import apps
from django.dispatch import Signal
from django.utils import timezone
from django_tasks.backends import immediate
from django_tasks_db import DatabaseBackend
from modelcluster.fields import ParentalKey

# By name: their modules need this one to define them.
REFERENCES = "wagtail.tasks.update_reference_index_task"
INDEXING = {"modelsearch.tasks.insert_or_update_object_task", REFERENCES}
WHILE = timedelta(minutes=5)
worker_starts = Signal()  # before it takes its first task: who left work behind may be asked for it now
_held = ContextVar("what is to be indexed later", default=None)


def in_a_while(task, *args):
    """Enqueue it for later, unless tasks run at once: then there is no later. Says whether it did."""
    if not task.get_backend().supports_defer:
        return False
    task.using(run_after=timezone.now() + WHILE).enqueue(*args)
    return True


@contextmanager
def without_indexing():
    """Who saves within this block indexes it afterwards: one page once, not with each of its saves and rows."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def indexing_once():
    """What is saved within the outermost of these blocks, several times and row by row, is indexed at its end."""
    if _held.get() is not None:
        yield
        return
    held = {}
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    for backend, task, saved in held.values():
        for args in as_wholes(saved) if task.module_path == REFERENCES else saved:
            backend.enqueue(task, args, {})


def as_wholes(saved):
    """For rows what they belong to, once: it is indexed as a whole. ``{(app label, model name, pk)}``."""
    wholes, rows = {}, {}
    for app_label, model_name, pk in saved:
        model = apps.get_model(app_label, model_name)
        parent = next((field for field in model._meta.get_fields() if isinstance(field, ParentalKey)), None)
        if parent is None:
            wholes[app_label, model_name, pk] = None
        else:
            rows.setdefault((model, parent), []).append(pk)
    for (model, parent), keys in rows.items():
        above = parent.related_model._meta
        found = model._base_manager.filter(pk__in=keys).order_by().values_list(parent.attname, flat=True).distinct()
        wholes |= as_wholes((above.app_label, above.model_name, str(pk)) for pk in found if pk is not None)
    return wholes


class IndexingAtOnce:
    def enqueue(self, task, args, kwargs):
        if task.module_path not in INDEXING:
            return super().enqueue(task, args, kwargs)
        held = _held.get()
        backend = immediate.ImmediateBackend(self.alias, {})
        if held is None:
            backend.enqueue(task, args, kwargs)
        else:
            held.setdefault(task.module_path, (backend, task, {}))[2][tuple(args)] = None
        return None


class BackgroundBackend(IndexingAtOnce, DatabaseBackend):
    """For a site with a worker."""


class ImmediateBackend(IndexingAtOnce, immediate.ImmediateBackend):
    """For tests."""
