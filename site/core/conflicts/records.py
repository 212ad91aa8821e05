"""Two people, one record of a registry. It has no history: what the second typed stays in the form, theirs is shown above.

The form carries what it was opened with; saved once more, after both were seen, mine goes over theirs.
"""

from django.core import serializers, signing
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry as log_registry
from wagtail.snippets.views.snippets import EditView

from core.conflicts.differences import Differences

FIELD = "seen_before"
SALT = "core.conflicts.records"


class RecordEditView(EditView):
    differences = ()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.opened_with = as_text(self.object)  # before a form writes into it

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        stored = self.model._default_manager.select_for_update().get(pk=self.object.pk)
        self.opened_with = as_text(stored)
        self.stored = stored
        return super().post(request, *args, **kwargs)

    def is_valid(self, form):
        seen = read(self.request.POST.get(FIELD, ""))
        if seen is None or seen == self.opened_with:
            return super().is_valid(form)
        form.is_valid()
        panel = self.panel.get_bound_panel(instance=self.object, request=self.request, form=form)
        [base] = (one.object for one in serializers.deserialize("json", seen, ignorenonexistent=True))
        self.differences = Differences(panel, self.stored, form.instance, base)
        if not any(one.clashes or one.is_theirs_only for one in self.differences):
            return super().is_valid(form)
        self.produced_error_message = _("Nothing was saved: somebody else has saved this record since you opened it.")
        return False

    @cached_property
    def last_change(self):
        return log_registry.get_logs_for_instance(self.stored).select_related("user").first()

    def get_context_data(self, **kwargs):
        found = {}
        if self.differences:
            person = self.last_change and self.last_change.user
            found = {
                "differences": self.differences,
                "their_name": get_user_display_name(person) if person else _("Somebody else"),
                "is_own": True,
            }
        return super().get_context_data(
            seen_field=FIELD, seen=signing.dumps(self.opened_with, salt=SALT, compress=True), **found, **kwargs
        )


def as_text(record):
    return serializers.serialize("json", [record])


def read(signed):
    try:
        return signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None
