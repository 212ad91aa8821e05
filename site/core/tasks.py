"""Where tasks run: in the background on the database, but for the indexes.

Wagtail enqueues a task to index what it saves, for the page and once more for each of its rows. In the background those
would cost a row in the queue each, wait behind a tree of 500 pages, and until then “used in 3 places” and the search
would be wrong; where no worker runs, for ever. They take some milliseconds: they run at once.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal
from django_tasks.backends import immediate
from django_tasks_db import DatabaseBackend

# By name: their modules need this one to define them.
INDEXING = {"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"}
worker_starts = Signal()  # before it takes its first task: who left work behind may be asked for it now
_left_out = ContextVar("indexing is left out", default=False)


@contextmanager
def without_indexing():
    """Who saves within this block indexes it afterwards: one page once, not with each of its saves and rows."""
    token = _left_out.set(True)
    try:
        yield
    finally:
        _left_out.reset(token)


class IndexingAtOnce:
    def enqueue(self, task, args, kwargs):
        if task.module_path not in INDEXING:
            return super().enqueue(task, args, kwargs)
        if not _left_out.get():
            immediate.ImmediateBackend(self.alias, {}).enqueue(task, args, kwargs)
        return None


class BackgroundBackend(IndexingAtOnce, DatabaseBackend):
    """For a site with a worker."""


class ImmediateBackend(IndexingAtOnce, immediate.ImmediateBackend):
    """For tests."""
