"""Texts that Wagtail translates once, when a module is loaded, into whatever language that happens to be.

They are said again lazily, so that each person reads them in their own. ``gettext`` instead of ``gettext_lazy`` in the
body of a class or module; found by reading the syntax trees of Wagtail 8.0.1.
"""

from django.utils.translation import gettext_lazy as said  # by the packages: not extracted from here
from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.views import IndexView as RedirectsIndexView
from wagtail.forms import TaskStateCommentForm
from wagtail.images.forms import GroupImagePermissionFormSet, ImageInsertionForm, URLGeneratorForm

LABELS = {
    ImageInsertionForm: {"format": "Format", "image_is_decorative": "Image is decorative", "alt_text": "Alt text"},
    URLGeneratorForm: {"filter_method": "Filter", "width": "Width", "height": "Height", "closeness": "Closeness"},
    TaskStateCommentForm: {"comment": "Comment"},
}
SIZES = {
    "original": "Original size",
    "width": "Resize to width",
    "height": "Resize to height",
    "min": "Resize to min",
    "max": "Resize to max",
    "fill": "Resize to fill",
}
PERMISSIONS = {
    GroupCollectionManagementPermissionFormSet: {
        "add_collection": ("Add", "Add collections"),
        "change_collection": ("Edit", "Edit collections"),
        "delete_collection": ("Delete", "Delete collections"),
    },
    GroupImagePermissionFormSet: {
        "add_image": ("Add", "Add/edit images you own"),
        "change_image": ("Edit", "Edit any image"),
        "choose_image": ("Choose", "Select images in choosers"),
    },
}
CHOOSER = {
    "choose_one_text": "Choose",
    "choose_another_text": "Choose another",
    "edit_item_text": "Edit",
    "search_tab_label": "Search",
    "create_action_label": "Create",
}
REDIRECTS = {"old_path": "From", "site": "Site", "link": "To", "get_is_permanent_display": "Type"}


def apply():
    for form, labels in LABELS.items():
        for name, message in labels.items():
            form.base_fields[name].label = said(message)
    URLGeneratorForm.base_fields["filter_method"].choices = [(name, said(size)) for name, size in SIZES.items()]
    for formset, messages in PERMISSIONS.items():
        # In place: the formset's own methods hold this list.
        formset.permission_types[:] = [(name, said(short), said(long)) for name, (short, long) in messages.items()]
    for name, message in CHOOSER.items():
        setattr(ChooserViewSet, name, said(message))
    permanent = RedirectsReportFilterSet.base_filters["is_permanent"]
    permanent.label = said("Type")
    permanent.extra["choices"] = ((True, said("Permanent")), (False, said("Temporary")))
    permanent.extra["empty_label"] = said("All")
    RedirectsIndexView.export_headings = {name: said(message) for name, message in REDIRECTS.items()}
