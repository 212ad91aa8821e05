"""The words that were found, marked where they stand; everything else of the text is escaped."""

from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from core.search.words import TOKEN, folded, term_of

LENGTH = 240  # characters of a snippet
BEFORE = 60  # of them before the first word that was found


class Marker:
    """``words``: as ``core.search.finding`` understood them."""

    def __init__(self, words, language):
        self.language = language
        self.terms = {term: place for place, one in enumerate(words) for term in one.terms}

    def places(self, text):
        """``[(start, end, which word)]`` of what was found in the text."""
        found = []
        for match in TOKEN.finditer(text):
            place = self.terms.get(term_of(match.group(), self.language))
            if place is None:
                place = self.terms.get(folded(match.group()))
            if place is not None:
                found.append((match.start(), match.end(), place))
        return found

    def marked(self, text):
        parts, position = [], 0
        for start, end, _place in self.places(text):
            parts += [("", text[position:start], ""), (OPEN, text[start:end], CLOSE)]
            position = end
        return format_html_join("", "{}{}{}", [*parts, ("", text[position:], "")])

    def excerpt(self, entry):
        """The summary, or a piece of the text that holds more of the words."""
        in_summary = {place for _s, _e, place in self.places(entry.summary)}
        if len(in_summary) == len(set(self.terms.values())):
            return self.marked(entry.summary)
        start, found = self.best(entry.text)
        if len(found) <= len(in_summary) and entry.summary:
            return self.marked(entry.summary)
        return self.marked(cut(entry.text, start))

    def best(self, text):
        """Where the stretch with most of the words begins, and which they are."""
        places, best = self.places(text), (0, set())
        for number, (start, _end, _place) in enumerate(places):
            within = set()
            for _start, end, place in places[number : number + 30]:
                if end - start > LENGTH - BEFORE:
                    break
                within.add(place)
            if len(within) > len(best[1]):
                best = (start, within)
        return best


OPEN, CLOSE = mark_safe("<mark>"), mark_safe("</mark>")


def cut(text, found_at):
    start = max(found_at - BEFORE, 0)
    if start:
        start = text.find(" ", start, found_at) + 1 or found_at
    end = start + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), found_at + 1)
    piece = text[start:end].strip()
    return ("… " if start else "") + piece + (" …" if end < len(text) else "")
