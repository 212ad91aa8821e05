from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class FourEyesTask(AbstractGroupApprovalTask):
    """Approval by a member of the groups who did not write the revision: nobody approves their own text."""

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj, user):
        return [] if self.wrote_it(obj, user) else super().get_actions(obj, user)

    def page_locked_for_user(self, page, user):
        return super().page_locked_for_user(page, user) and not self.wrote_it(page, user)

    @staticmethod
    def wrote_it(obj, user):
        revision = obj.get_latest_revision()
        return bool(revision and revision.user_id == user.pk and not user.is_superuser)

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups, other than the author, approves the text")
