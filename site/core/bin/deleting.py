"""Nothing is deleted past the bin, and no source page or record without its translations.

Wagtail's views delete pages by the action, its bulk action and code by ``Page.delete`` on a page that may not be of its
specific class: only the action sees them all. ``QuerySet.delete`` passes it by, and is sent through it. One deletion is
one entry in the bin, in the transaction of the deletion.
"""

from contextlib import contextmanager, suppress
from functools import wraps

from asgiref.local import Local
from django.db import router, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from wagtail.actions.delete_page import DeletePageAction, DeletePagePermissionError
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.bin.permissions import explain_refusal, refused_pages
from core.bin.reach import pages_of, records_of, roots_of, topmost
from core.bin.snapshot import taken_away_with
from core.models import BasePage, Deleted
from core.patching import wrap

_now = Local()


def store_before_deleting():
    wrap(DeletePageAction, "check", _for_every_language)
    wrap(DeletePageAction, "_delete_page", _into_the_bin)
    wrap(PageQuerySet, "delete", _one_by_one)


def _for_every_language(original):
    """Whoever deletes a page must be allowed to delete its translations too: upstream asks for the page alone."""

    @wraps(original)
    def check(self, skip_permission_checks=False):
        original(self, skip_permission_checks=skip_permission_checks)
        if self.user and not skip_permission_checks and is_there(self.page):
            refused = refused_pages(self.user, self.page)
            if refused:
                raise DeletePagePermissionError(explain_refusal(self.page, refused))

    return check


def _into_the_bin(original):
    @wraps(original)
    def _delete_page(self, page, *args, **kwargs):
        if not is_there(page):  # it went with another page of the same deletion
            return 0, {}
        with transaction.atomic(), past_the_bin():
            if not issubclass(page.specific_class or Page, BasePage):
                return original(self, page, *args, **kwargs)
            roots = roots_of(page)
            store_pages(roots, self.user)
            return total(original(self, root, *args, **kwargs) for root in reversed(roots))

    return _delete_page


def _one_by_one(original):
    @wraps(original)
    def delete(self, *args, **kwargs):
        if getattr(_now, "past_the_bin", False):
            return original(self, *args, **kwargs)
        with transaction.atomic():
            return total(page.delete() for page in topmost(self.order_by("path")))

    delete.alters_data = True
    delete.queryset_only = True
    return delete


@contextmanager
def past_the_bin():
    """Within it querysets delete pages at once: what they delete is in the bin already."""
    before = getattr(_now, "past_the_bin", False)
    _now.past_the_bin = True
    try:
        yield
    finally:
        _now.past_the_bin = before


def is_there(page):
    return Page.objects.filter(pk=page.pk).exists()


def store_pages(roots, user=None):
    things = []
    for root in roots:
        pages = pages_of([root])
        things += [thing(page, is_root=page.pk == root.pk) for page in pages]
    return store(things, taken_away_with(pages_of(roots)), user)


def delete_records(records):
    """Each with its copies; a copy that a page still refers to stays, until that page has been translated anew."""
    with transaction.atomic():
        return total(delete_record(record) for record in sorted(records, key=lambda record: not record.is_source))


def delete_record(record):
    model = type(record)
    if not model._base_manager.filter(pk=record.pk).exists():  # it went with its source
        return 0, {}
    copies = [copy for copy in records_of(record)[1:] if not is_protected(copy)]
    going = [record, *copies]
    snapshot = taken_away_with(going)
    store([thing(one, is_root=True) for one in going], snapshot)
    return model._base_manager.filter(pk__in=[one.pk for one in going]).delete()


def is_protected(record):
    with suppress(ProtectedError):
        Collector(using=router.db_for_write(type(record))).collect([record])
        return False
    return True


def store(things, snapshot, user=None):
    main = things[0]
    return Deleted.objects.create(
        title=main["title"],
        kind=main["model"],
        deleted_by=user or get_active_log_context().user,
        things=things,
        snapshot=snapshot,
    )


def thing(instance, is_root):
    """What the bin says of a page or a record, and what it needs to find its place again."""
    is_page = isinstance(instance, Page)
    model = (instance.specific_class if is_page else type(instance)) or Page
    said = {
        "model": model._meta.label_lower,
        "table": Page._meta.label_lower if is_page else model._meta.label_lower,
        "pk": instance.pk,
        "key": str(instance.translation_key),
        "language": instance.locale.language_code,
        "title": (instance.get_admin_display_title() if is_page else str(instance))[:255],
        "root": is_root,
    }
    if is_page:
        said |= {"address": instance.url or "", "live": instance.live, "owner": instance.owner_id}
        if is_root:
            ancestors = list(instance.get_ancestors())
            parent = ancestors[-1]
            said["above"] = [ancestor.pk for ancestor in reversed(ancestors)]
            said["parent"] = {"key": str(parent.translation_key), "title": parent.get_admin_display_title()}
    return said


def total(deletions):
    """The sum of what Django says of each deletion."""
    count, models_ = 0, {}
    for number, by_model in deletions:
        count += number
        for label, more in by_model.items():
            models_[label] = models_.get(label, 0) + more
    return count, models_
