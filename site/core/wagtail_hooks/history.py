"""What the history of a page calls things that only happen here."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.localize.facts import LOG_ACTION


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(LOG_ACTION, _("Bring facts"), _("Facts brought from the original"))
