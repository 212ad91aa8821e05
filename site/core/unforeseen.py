"""Requests that no page of Wagtail's sends, which its views answer with an error or without what they else look at."""

from wagtail.admin.forms.choosers import URLOrAbsolutePathField
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.views.generic.chooser import CreationFormMixin

from core.patching import wrap

METHODS = ["get", "post", "head", "options"]


def apply():
    # DELETE deletes at once, whatever still refers to it: what asks and refuses is in the answer to POST.
    DeleteView.http_method_names = METHODS
    wrap(CreationFormMixin, "can_create", _with_a_form)
    wrap(URLOrAbsolutePathField, "to_python", _of_what_is_there)


def _with_a_form(can_create):
    return lambda self: self.get_creation_form_class() is not None and can_create(self)


def _of_what_is_there(to_python):
    return lambda self, value: to_python(self, "" if value is None else value)
