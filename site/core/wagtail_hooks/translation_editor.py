"""The translation editor: settled before it opens, and its PO files and machine translation with a report."""

from django.contrib import messages
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import TranslatableMixin
from wagtail_localize.models import RelatedObjectSegment, SourceDeletedError, Translation

from core.localize import po
from core.localize.access import translation_for
from core.localize.faults import no_longer_translated
from core.localize.locks import holds_locks
from core.localize.machine import MachineTranslationFailed, configured_translator, translate_by_machine
from core.localize.overrides import drop_gone
from core.localize.sources import remove_second_sources, settle

FIRST = -200  # before our own refusals, which read the segments that are settled here
AFTER_PERMISSIONS = -90  # a record's are asked in hooks, too (``core.wagtail_hooks.records``)
RESTART = "localize-restart-translation"


@hooks.register("before_edit_page", order=FIRST)
def settle_page(request, page):
    return settle_translation(request, page)


@hooks.register("before_edit_snippet", order=AFTER_PERMISSIONS)
def settle_record(request, instance):
    return settle_translation(request, instance) if isinstance(instance, TranslatableMixin) else None


def settle_translation(request, instance):
    """Nothing that has gone since the translation was last opened may keep it from opening now."""
    translation = only_translation(instance)
    if translation is None:
        return None
    if not translation.enabled:
        return stopped_meanwhile(request)
    try:
        settle(translation.source)
    except SourceDeletedError:
        translation.enabled = False
        translation.save(update_fields=["enabled"])
        return stopped_meanwhile(request) or reopen(request, no_longer_translated())
    segments = RelatedObjectSegment.objects.select_related("context", "object").order_by("order", "pk")
    prefetch_related_objects([translation.source], Prefetch("relatedobjectsegment_set", queryset=segments))
    related = [segment.object_id for segment in translation.source.relatedobjectsegment_set.all()]
    remove_second_sources(related, instance.locale)
    instance.settled_translation = translation
    for name in drop_gone(instance.translation_key, instance.locale):
        message = _(
            "What was chosen for “%(field)s” in this language has been deleted. The original's is used instead."
        )
        messages.warning(request, message % {"field": name})
    return None


def only_translation(instance):
    """The one by which ``instance`` is a translation, or ``None``. A second one is removed."""
    found = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id
    ).select_related("source__locale", "source__specific_content_type", "target_locale")
    if len(found) > 1:
        remove_second_sources([instance.translation_key], instance.locale)
        found = found.all()
    return next((one for one in found if one.source.locale_id != instance.locale_id), None)


def stopped_meanwhile(request):
    """The editor was still open when the translation ended: its button means nothing to the form of a page."""
    if request.method == "POST" and request.POST.get("action") == "publish" and "title" not in request.POST:
        return reopen(request, no_longer_translated())
    return None


def reopen(request, message):
    messages.error(request, message)
    return redirect(request.path)


def back(request):
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


@require_safe
def download_po(request, translation_id):
    translation = translation_for(request.user, translation_id)
    settle(translation.source)
    name, content = po.export(translation)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, content_type="text/x-gettext-translation", headers={"Content-Disposition": disposition}
    )


@require_POST
def upload_po(request, translation_id):
    translation = translation_for(request.user, translation_id)
    settle(translation.source)
    try:
        report = po.take(po.read(request.FILES.get("file"), translation), translation, request.user)
    except po.UnreadableFile as error:
        messages.error(request, str(error))
    else:
        for is_well, sentence in report.sentences():
            (messages.success if is_well else messages.warning)(request, sentence)
    return back(request)


@require_POST
def translate_by_service(request, translation_id):
    translator = configured_translator()
    if translator is None:
        messages.error(request, _("Machine translation is not available. Ask those who run the site to set it up."))
        return back(request)
    translation = translation_for(request.user, translation_id)
    settle(translation.source)
    try:
        texts = translate_by_machine(translation.pk, request.user, translator)
    except MachineTranslationFailed as error:
        messages.error(request, str(error))
        return back(request)
    done = ngettext(
        "%(count)s text was translated by %(service)s.", "%(count)s texts were translated by %(service)s.", len(texts)
    )
    if texts:
        messages.success(request, done % {"count": len(texts), "service": translator.display_name})
    else:
        messages.warning(request, _("There is nothing left to translate."))
    faulty = sum(text.has_error for text in texts)
    if faulty:
        message = ngettext(
            "%(count)s of them has to be put right by hand.", "%(count)s of them have to be put right by hand.", faulty
        )
        messages.warning(request, message % {"count": faulty})
    return back(request)


@hooks.register("register_admin_urls", order=-100)
def shadow_the_editors_views():
    urls = [
        path("translate/<int:translation_id>/pofile/download/", download_po, name="download_pofile"),
        path("translate/<int:translation_id>/pofile/upload/", holds_locks(upload_po), name="upload_pofile"),
        path(
            "translate/<int:translation_id>/machine_translate/",
            holds_locks(translate_by_service),
            name="machine_translate",
        ),
    ]
    return [path("localize/", include((urls, "core_localize"), namespace="core_localize_editor"))]
