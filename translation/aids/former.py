"""The translation a text had before its source was changed: most of it can usually stay."""

import difflib
from collections import defaultdict
from typing import NamedTuple

from rapidfuzz import fuzz
from wagtail_localize.models import StringTranslation

from translation.aids.plain import plain, words
from translation.work.amounts import SLUG

ALIKE = 60  # percent: below this little of the translation could stay
SAME, GONE, NEW = "same", "gone", "new"


class Former(NamedTuple):
    source: str
    text: str


def former(translation):
    """``{segment id: Former}`` of the open texts that replaced another one which was translated; three queries."""
    now, waiting = defaultdict(set), defaultdict(list)
    segments = translation.source.stringsegment_set.order_by("order", "pk").exclude(context__path=SLUG)
    for segment in segments.annotate_translation(translation.target_locale).select_related("string"):
        now[segment.context_id].add(segment.string_id)
        if segment.translation is None:
            waiting[segment.context_id].append(segment)
    replaced = defaultdict(list)
    for one in (
        StringTranslation.objects.filter(context__in=waiting, locale=translation.target_locale_id, has_error=False)
        .select_related("translation_of")
        .order_by("-updated_at", "-pk")
        if waiting
        else ()
    ):
        if one.translation_of_id not in now[one.context_id]:
            replaced[one.context_id].append(Former(one.translation_of.data, one.data))
    shared = set(translation.source.templatesegment_set.values_list("context_id", flat=True)) if replaced else set()
    return {
        segment.pk: found
        for context, texts in replaced.items()
        for segment, found in pairs(waiting[context], texts, context in shared and len(now[context]) + len(texts) > 2)
    }


def pairs(segments, texts, is_one_of_several):
    """The only text of a place is the latest one changed; the paragraphs of a rich text, which share one, are alike."""
    if not is_one_of_several:
        yield segments[0], texts[0]
        return
    old = [(plain(one.source), one) for one in texts]
    ranked = sorted(
        ((fuzz.ratio(source, plain(segment.string.data)), segment, one) for segment in segments for source, one in old),
        key=lambda pair: -pair[0],
    )
    taken = set()
    for percent, segment, one in ranked:
        if percent >= ALIKE and not taken & {segment.pk, one}:
            taken |= {segment.pk, one}
            yield segment, one


def difference(old, new):
    """``[[kind, text], …]`` word by word, in the order in which it is read."""
    before, after = words(plain(old)), words(plain(new))
    found = []
    for tag, *bounds in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[bounds[0] : bounds[1]]), "".join(after[bounds[2] : bounds[3]])
        found += [(SAME, come)] if tag == "equal" else [(GONE, gone), (NEW, come)]
    return joined(found)


def joined(parts):
    """Spaces alone between two changed words belong to the change: it is shown in one piece."""
    runs, held = [], {GONE: "", NEW: ""}

    def let_go():
        runs.extend([kind, text] for kind, text in held.items() if text)
        held.update({GONE: "", NEW: ""})

    for place, (kind, text) in enumerate(parts):
        if kind != SAME:
            held[kind] += text
        elif text.isspace() and any(held.values()) and place + 1 < len(parts):
            held[GONE] += text
            held[NEW] += text
        else:
            let_go()
            runs.append([SAME, text])
    let_go()
    return runs
