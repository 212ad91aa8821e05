"""wagtail-localize's way into the background. It is imported in the midst of its models: no import of any model here."""

from wagtail_localize.tasks import ImmediateBackend


class Backend(ImmediateBackend):
    """A tree that is submitted becomes a ``Submission``; whatever else there may be is done at once."""

    def enqueue(self, func, args, kwargs):
        from wagtail_localize.operations import translate_page_subtree

        from translation.models import Submission

        if func is translate_page_subtree:
            page_id, locales, _components, user = args
            Submission.objects.begin(page_id, locales, user)
        else:
            super().enqueue(func, args, kwargs)
