"""A revision that can't be read any more is said, with the way to the others: it is no error of the server.

What it refers to may have been deleted since: modelcluster leaves out pictures, and stops at what the database protects.
"""

from functools import wraps

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from core.patching import wrap
from core.validation import PublicationRefused

UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, ValidationError)


class UnreadableRevision(PublicationRefused):
    pass


def apply():
    wrap(Revision, "as_object", _readable)


def _readable(original):
    @wraps(original)
    def as_object(self):
        try:
            return original(self)
        except UNREADABLE as error:
            raise unreadable(self) from error
        except Exception as error:
            if type(error) is not Exception or "on_delete" not in str(error):  # what modelcluster 6.4 raises
                raise
            page = self.content_object
            return page.with_content_json(without_gone(type(page), self.content))

    return as_object


def unreadable(revision):
    ways = []
    if revision.base_content_type.model_class() is Page:
        ways = [(reverse("wagtailadmin_pages:history", args=[revision.object_id]), _("Open the history"))]
    message = _(
        "This version of “%(title)s” is damaged and can't be read any more. Restore another one from its history."
    )
    return UnreadableRevision(message % {"title": revision.object_str}, ways=ways)


def without_gone(model, content):
    """``content`` without references to what is gone, and without the rows that can't be without theirs."""
    mended = {**content, **{field.name: None for field in gone(model, content)}}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        rows = [(row, gone(relation.related_model, row)) for row in content.get(name) or ()]
        mended[name] = [
            {**row, **{field.name: None for field in lost}} for row, lost in rows if all(field.null for field in lost)
        ]
    return mended


def gone(model, content):
    """The fields of ``model`` by which ``content`` refers to what is no longer there, though it was protected."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation
        and field.remote_field.on_delete in {models.PROTECT, models.RESTRICT}
        and content.get(field.name) is not None
        and not field.related_model._base_manager.filter(pk=content[field.name]).exists()
    ]
