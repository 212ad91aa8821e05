"""The page that is being translated, as readers of the source see it: for translators, who can't open its editor."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import SourceDeletedError, Translation
from wagtail_localize.views import edit_translation


@xframe_options_sameorigin_override
def show_source(request, translation_id):
    """What was submitted, and nothing newer: a draft of the source may hold what is not to be seen yet."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    try:
        target, source = translation.get_target_instance(), translation.source.as_instance()
    except (ObjectDoesNotExist, SourceDeletedError):
        raise Http404 from None
    if not isinstance(target, Page):
        raise Http404
    if not edit_translation.user_can_edit_instance(request.user, target):
        raise PermissionDenied
    return source.make_preview_request(request, source.default_preview_mode)
