from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from core.localize.locks import refuse_if_locked
from core.localize.review import has_typed, prepare_approval


class FourEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of the groups who did not write the revision: nobody approves their own text.

    The author of a translation is who submitted it and everybody who typed a text of it that is not published yet.
    """

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        return [] if actions and self.wrote_it(obj, user) else actions

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            refuse_if_locked(task_state.revision.content_object, user)
            prepare_approval(task_state)
        return super().on_action(task_state, user, action_name, **kwargs)

    @staticmethod
    def wrote_it(obj, user):
        if user.is_superuser:
            return False
        revision = obj.get_latest_revision()
        return bool(revision and revision.user_id == user.pk) or has_typed(user, obj)

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups, other than the author, approves the text")
