"""Two texts compared as a person reads them: word by word."""

import difflib
import html
import re

from translation.work.changes import ALIKE

SAME, GONE, NEW = "same", "gone", "new"
BREAK = re.compile(r"<br\s*/?>")
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"\s+|\w+|[^\w\s]")


def plain(text):
    """What a reader sees of a stored text, which is HTML with inline tags."""
    return html.unescape(TAG.sub("", BREAK.sub("\n", text)))


def difference(old, new):
    """``[(kind, text), …]`` in the order in which it is read; texts that have little in common one after the other."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return runs([(GONE, old), (NEW, new)])
    found = []
    for tag, *bounds in matcher.get_opcodes():
        gone, come = "".join(before[bounds[0] : bounds[1]]), "".join(after[bounds[2] : bounds[3]])
        found += [(SAME, come)] if tag == "equal" else [(GONE, gone), (NEW, come)]
    return runs(found)


def runs(parts):
    """Neighbouring changes in one piece, with the spaces between them."""
    found, held = [], {GONE: "", NEW: ""}

    def let_go():
        found.extend((kind, text) for kind, text in held.items() if text)
        held.update({GONE: "", NEW: ""})

    for place, (kind, text) in enumerate(parts):
        if kind != SAME:
            held[kind] += text
        elif text.isspace() and any(held.values()) and place + 1 < len(parts):
            held[GONE] += text
            held[NEW] += text
        else:
            let_go()
            found.append((SAME, text))
    let_go()
    return found
