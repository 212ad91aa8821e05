"""A translation, for whoever may edit it."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation


def translation_for(user, pk):
    """``Http404`` where there is none, or no page any more that it is of; ``PermissionDenied`` for who may not edit it."""
    translations = Translation.objects.select_related("source__locale", "target_locale")
    translation = get_object_or_404(translations, pk=pk)
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist:
        raise Http404 from None
    if not edit_translation.user_can_edit_instance(user, target):
        raise PermissionDenied
    return translation
