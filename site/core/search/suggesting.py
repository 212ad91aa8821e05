"""What somebody who is still typing may be looking for: pages with all those words in their titles."""

from core.search.finding import SHORTEST_BEGINNING, Search
from core.search.words import terms_of

MOST = 7
LOOKED_AT = 30  # of what was found; a word in the title comes before one in the text


class Suggestions(Search):
    """The last word may be the beginning of one, whether or not it is a word by itself."""

    def expand(self):
        self.complete(self.words[-1:], shortest=1 if len(self.words) > 1 else SHORTEST_BEGINNING)
        super().expand()

    @property
    def best(self):
        entries = [] if self.is_partial else self.ranked(slice(0, LOOKED_AT))
        return [entry for entry in entries if self.is_in(entry.title)][:MOST]

    def is_in(self, title):
        there = set(terms_of(title, self.language))
        return all(there & one.terms.keys() for one in self.words)
