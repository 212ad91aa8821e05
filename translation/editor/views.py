"""The editor of a translation, at wagtail-localize's addresses: its page, and what saves a text or a value."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from wagtail_localize.models import OverridableSegment, StringSegment, Translation
from wagtail_localize.views import edit_translation as upstream

from core.localize.locks import refuse_if_locked
from translation.editor.page import context_of
from translation.editor.saving import Conflict, save, save_value
from translation.editor.units import Sheet
from translation.editor.values import shown

TEMPLATE = "translation/editor/page.html"


def edit(request, translation, instance):
    return render(request, TEMPLATE, context_of(request, translation, instance))


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_text(request, translation_id, string_segment_id):
    """As wagtail-localize's, which asks nobody whether the text is still the one that was seen.

    With ``was``, the text as it was opened, a change that somebody else has made meanwhile is answered with 409. A
    segment that is gone, because the original was published anew, is answered with 404 and says so.
    """
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    if not upstream.user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    segment = StringSegment.objects.filter(pk=string_segment_id).select_related("context", "string").first()
    if segment is None or segment.source_id != translation.source_id:
        if segment is not None and segment.context.object_id != translation.source.object_id:
            raise Http404
        detail = _("The original has changed: this text is no longer part of it.")
        return Response({"detail": detail, "reason": "gone"}, status=404)
    value = request.POST["value"] if request.method == "PUT" else None
    along = {int(one) for one in request.POST.getlist("along") if one.isdecimal()}
    try:
        saved, is_new, filled = save(translation, segment, value, request.user, request.POST.get("was"), along)
    except Conflict as conflict:
        detail = _("Somebody else has changed this text in the meantime.")
        answer = {"detail": detail, "reason": "conflict", "text": conflict.text, "person": conflict.person}
        return Response(answer, status=409)
    along = [one.pk for one in filled]
    if saved is None and is_new:
        return Response(status=404)  # which wagtail-localize takes for success, too
    if saved is None:
        return Response({"segment_id": segment.pk, "data": "", "error": None, "along": along})
    data = upstream.StringTranslationSerializer(saved).data
    return Response({**data, "segment_id": segment.pk, "along": along}, status=201 if is_new else 200)


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_value(request, translation_id, overridable_segment_id):
    """As wagtail-localize's, where the last of two wins in silence. With ``was``, the value as it was seen, the second is
    told what another has chosen meanwhile, with 409.
    """
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    segment = get_object_or_404(OverridableSegment.objects.select_related("context"), pk=overridable_segment_id)
    if segment.context.object_id != translation.source.object_id:
        raise Http404
    if not upstream.user_can_edit_instance(request.user, translation.get_target_instance()):
        raise PermissionDenied
    value = request.POST["value"] if request.method == "PUT" else None
    try:
        saved, before = save_value(translation, segment, value, request.user, request.POST.get("was"))
    except Conflict as conflict:
        detail = _("Somebody else has chosen another value in the meantime.")
        answer = {"detail": detail, "reason": "conflict", "person": conflict.person, **shown(segment, conflict.stored)}
        return Response(answer, status=409)
    if saved is None and before is None:
        return Response(status=404)  # which wagtail-localize takes for success, too
    context = {"translation_source": translation.source}
    data = upstream.SegmentOverrideSerializer(saved or before, context=context).data
    return Response(data, status=201 if before is None else 200)


def save_texts(request, translation, instance):
    """All texts of the page from its form: how the editor works without script."""
    refuse_if_locked(instance, request.user)
    saved, conflicts = 0, {}
    for text in Sheet(translation, instance).texts:
        value, was = request.POST.get(f"text-{text.pk}"), request.POST.get(f"was-{text.pk}")
        if value is None or value == was or value == text.value:
            continue
        try:
            save(translation, text.segment, value or None, request.user, was)
            saved += 1
        except Conflict as conflict:
            conflicts[text.pk] = value, conflict
    if saved:
        message = ngettext("%(count)s text was saved.", "%(count)s texts were saved.", saved)
        messages.success(request, message % {"count": saved})
    if not conflicts:
        return redirect(request.path)
    message = _("Somebody else has changed texts in the meantime. Choose between theirs and yours, and save again.")
    messages.error(request, message)
    return render(request, TEMPLATE, context_of(request, translation, instance, conflicts))
