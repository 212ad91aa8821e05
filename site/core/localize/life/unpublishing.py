"""An original that is unpublished takes its translations with it, also when it expires. A translation goes alone."""

from functools import wraps

from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from core.localize.life.family import translations_of
from core.localize.life.scheduling import follow_schedule
from core.patching import wrap


def apply():
    wrap(UnpublishPageAction, "execute", _with_translations)


def _with_translations(original):
    @wraps(original)
    def execute(self, skip_permission_checks=False):
        was_live = self.object.live
        if was_live and self.commit and not Page.objects.filter(pk=self.object.pk, live=True).exists():
            return  # gone a moment ago with its original, which was in the same selection
        with transaction.atomic():  # or a run that breaks off would leave translations that no later run looks at
            original(self, skip_permission_checks=skip_permission_checks)
            if was_live and self.commit:  # without it Wagtail is about to delete the page: that is for the bin
                unpublish_translations(self)
                follow_schedule(self.object, self.user)

    return execute


def unpublish_translations(action):
    for translation in translations_of(action.object).live().specific():
        UnpublishPageAction(
            translation, set_expired=action.set_expired, user=action.user, log_action=action.log_action
        ).execute(skip_permission_checks=True)


def unpublished_with(pages, include_descendants=False):
    """The live translations that go with these pages, or with everything below them too."""
    found = {}
    for page in pages:
        touched = page.get_descendants(inclusive=True).live() if include_descendants else page
        found.update({one.pk: one for one in translations_of(touched).live()})
    chosen = {page.pk for page in pages}
    return [one for one in found.values() if one.pk not in chosen]
