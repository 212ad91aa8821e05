"""Every way of publishing a page leads through one question: may readers see this revision?

Wagtail's edit view, its bulk action and its workflow publish by the action, not by ``Page.publish``: only the action
sees them all.
"""

from functools import wraps

from django.db import transaction
from django.dispatch import Signal
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Task

from core.patching import wrap

may_be_published = (
    Signal()
)  # sender: the page's class; page: as it would be read. Receivers raise ``PublicationRefused``


def ask_before_publishing():
    wrap(PublishPageRevisionAction, "check", _asking)
    # A task that is disabled approves what waits for it: refused halfway, it would be disabled and some pages live.
    wrap(Task, "deactivate", transaction.atomic)


def _asking(original):
    @wraps(original)
    def check(self, skip_permission_checks=False):
        original(self, skip_permission_checks=skip_permission_checks)
        if hasattr(self.object, "refuse_publication"):
            self.object.refuse_publication()  # the object is what the revision says

    return check
