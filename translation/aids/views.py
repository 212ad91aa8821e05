"""What the editor asks about one text: the help there is for it, and what is wrong with what has been typed."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail_localize.models import StringSegment

from core.localize.access import translation_for
from core.localize.texts import limit_of
from translation.aids import glossary, memory
from translation.aids.former import difference, former
from translation.aids.plain import plain
from translation.aids.proofing import Problem, problems
from translation.talk import conversation

LONGEST = 20_000  # letters that are checked: no paragraph is so long


def segment_of(request, translation_id, segment_id):
    """The translation and one of its texts, for who may edit it."""
    translation = translation_for(request.user, translation_id)
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    return translation, get_object_or_404(segments, pk=segment_id)


@never_cache
@require_safe
def give_help(request, translation_id, segment_id):
    translation, segment = segment_of(request, translation_id, segment_id)
    questions = conversation.questions_at(translation, [segment.context_id])
    before = former(translation).get(segment.pk)
    return JsonResponse(
        {
            "former": before and {**before._asdict(), "difference": difference(before.source, segment.string.data)},
            "memory": [shown(match) for match in memory.fuzzy(translation, segment.string, but=segment.context_id)],
            "glossary": [
                {"term": found.term.forms[0], "word": found.term.word, "also": found.term.also, "note": found.term.note}
                | {"start": found.start, "end": found.end}
                for found in glossary.find(glossary.terms(translation.target_locale), plain(segment.string.data))
            ],
            "comments": [conversation.as_json(one) for one in questions.get(segment.context_id, ())],
        }
    )


def shown(match):
    where = _("%(title)s, by a machine and not reviewed") if match.is_machine else "%(title)s"
    return {**match._asdict(), "where": where % {"title": match.where}}


@never_cache
@require_POST
def check(request, translation_id, segment_id):
    translation, segment = segment_of(request, translation_id, segment_id)
    found = problems_with(request.POST.get("value", ""), translation, segment)
    return JsonResponse({"problems": [problem._asdict() for problem in found]})


def problems_with(value, translation, segment):
    if not value:
        return []  # not translated yet
    if not value.strip():
        return [Problem("empty", _("Nothing is written here: readers would see the original."), is_fatal=True)]
    if len(value) > LONGEST:
        return [Problem("length", _("This is too long to be one text of a page."), is_fatal=True)]
    return problems(
        segment.string.data,
        value,
        translation.source.locale.language_code,
        translation.target_locale.language_code,
        glossary.terms(translation.target_locale),
        limit_of(segment.context),
    )
