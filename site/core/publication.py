"""Every way of publishing a page leads through one question: may readers see this revision?

Wagtail's edit view, its bulk action and its workflow publish by the action, not by ``Page.publish``: only the action
sees them all.
"""

from functools import wraps

from wagtail.actions.publish_page_revision import PublishPageRevisionAction


def ask_before_publishing():
    if not hasattr(PublishPageRevisionAction.check, "__wrapped__"):
        PublishPageRevisionAction.check = _asking(PublishPageRevisionAction.check)


def _asking(original):
    @wraps(original)
    def check(self, skip_permission_checks=False):
        original(self, skip_permission_checks=skip_permission_checks)
        if hasattr(self.object, "refuse_publication"):
            self.object.refuse_publication()  # the object is what the revision says

    return check
