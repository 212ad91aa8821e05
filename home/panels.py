from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.contrib.forms.utils import get_forms_for_user


class SubmissionsPanel(FormSubmissionsPanel):
    """How many submissions there are, with the way to them, for those who may see them."""

    def on_model_bound(self):
        self.heading = self.heading or _("What people sent")

    class BoundPanel(FormSubmissionsPanel.BoundPanel):
        @cached_property
        def submissions(self):
            return self.instance.get_submissions()

        def is_shown(self):
            may_see = get_forms_for_user(self.request.user).filter(pk=self.instance.pk)
            return bool(self.instance.pk and may_see.exists() and self.submission_count)
