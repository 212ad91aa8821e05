"""What a query finds. The database counts and sorts, the same way on each; the best are then looked at more closely."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from operator import or_

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA
from wagtail.models import Page

from core import generation
from core.languages import is_common
from core.models import SearchEntry, SearchPosting, SearchWord
from core.restrictions import any_restriction
from core.search.words import folded, term_of, tokens

MAX_WORDS = 8  # of a query
MAX_ENDINGS = 60  # words that begin as one that was typed
SHORTEST_BEGINNING = 3
SHORTEST_MISSPELT = 4
EXACT, LIKE, BEGINS = 6, 4, 3  # how much a word counts that was typed in some form, was misspelt, or begins so
LOOKED_AT = 60  # results of which the titles are compared with the query
NARROWED_BY = ("kind", "project", "year")


@dataclass
class Word:
    """A word that was typed, and the stems it may stand for: ``{stem: how much it counts}``."""

    typed: str
    word: str
    term: str
    terms: dict = field(default_factory=dict)
    meant: str = ""  # another word, if this one stands nowhere


def words_of(text, language):
    found = {}
    for token in tokens(text):
        word = folded(token)
        if word:
            found.setdefault(word, Word(token, word, term_of(token, language)))
    telling = [one for one in found.values() if not is_common(one.word, language)]
    return (telling or list(found.values()))[:MAX_WORDS]


def mistakes_in(word):
    """How many letters may be wrong for it to be still the same word."""
    return 1 if len(word) <= 5 else 2


def ways_to_be_meant(word):
    """Conditions on the words of the index, of which there are hundreds of thousands: those that begin or end alike.

    With one mistake one half of the word is right, unless letters changed places where the halves meet; with two its
    first third or its last is, unless there is one in each.
    """
    part = max(len(word) // (mistakes_in(word) + 1), 2)
    swapped = word[: part - 1] + word[part] + word[part - 1] + word[part + 1 :]
    beginning, ending = {"word__begins": word[:part]}, {"backwards__begins": word[-part:][::-1]}
    return [one | {"length__range": (len(word) - 2, len(word) + 2)} for one in (beginning, ending, {"word": swapped})]


class Search:
    """A query in one language. ``narrowed`` is a condition on the entries, of what the reader chose besides."""

    def __init__(self, text, language, narrowed=None):
        self.language = language
        self.words = words_of(text, language)
        self.narrowed = narrowed or Q()
        self.groups, self.total, self.is_partial = [], 0, False
        if self.words:
            self.expand()
            self.find()

    # Which stems may be meant

    def expand(self):
        """The stem of each word; for one that stands nowhere the words that begin so, or else those that are like it.

        A word of the index knows its stem better than what was typed, perhaps without its letters.
        """
        for word, term in self.known(Q(word__in=[one.word for one in self.words])):
            next(one for one in self.words if one.word == word).terms[term] = EXACT
        for one in self.words:
            one.terms = one.terms or {one.term: EXACT}
        self.keep_found()
        for complete in (self.complete, self.correct):
            missing = [one for one in self.words if not one.terms]
            if missing:
                complete(missing)
                self.keep_found()

    def keep_found(self):
        found = SearchPosting.objects.filter(language=self.language, term__in=self.terms).order_by()
        self.frequencies = dict(found.values_list("term").annotate(Count("pk")))
        for one in self.words:
            one.terms = {term: worth for term, worth in one.terms.items() if term in self.frequencies}

    def known(self, condition):
        return SearchWord.objects.filter(condition, language=self.language).values_list("word", "term")

    def complete(self, missing, shortest=SHORTEST_BEGINNING):
        beginnings = [one.word for one in missing if len(one.word) >= shortest]
        if beginnings:
            found = self.known(reduce(or_, [Q(word__begins=word) for word in beginnings]))
            for word, term in found.order_by(Length("word"), "word")[:MAX_ENDINGS]:
                for one in missing:
                    if word.startswith(one.word):
                        one.terms[term] = BEGINS

    def correct(self, missing):
        """For words that stand nowhere those that are most like them, in one of their forms."""
        long = [one for one in missing if len(one.word) >= SHORTEST_MISSPELT and not one.word.isdigit()]
        if not long:
            return
        words = SearchWord.objects.filter(language=self.language).annotate(length=Length("word"))
        words = words.order_by().values_list("word", "term", "shown")
        first, *others = [words.filter(**condition) for one in long for condition in ways_to_be_meant(one.word)]
        known = sorted(first.union(*others))  # not one condition: without statistics SQLite would use no index for it
        for one in long:
            self.correct_one(one, known)

    @staticmethod
    def correct_one(one, known):
        allowed = mistakes_in(one.word)
        nearest = {}  # by stem: the distance, and the word as it is written
        for index, texts, typed in ((0, [row[0] for row in known], one.word), (1, [row[1] for row in known], one.term)):
            if index and len(typed) < SHORTEST_MISSPELT:
                continue
            limit = allowed if index == 0 else 1
            for _text, distance, place in process.extract(
                typed, texts, scorer=OSA.distance, score_cutoff=limit, limit=None
            ):
                _word, term, shown = known[place]
                rank = (distance + index / 2, shown[:1] != one.typed[:1], shown)
                nearest[term] = min(nearest.get(term, rank), rank)
        if nearest:
            best = min(nearest.values())
            one.terms = {term: LIKE for term, rank in nearest.items() if rank[0] <= best[0]}
            one.meant = best[2]

    # Which pages have them

    def find(self):
        """Pages with every word or, if there is none, with most of them."""
        self.hits = self.hits_with(len(self.words))
        self.groups = self.grouped()
        known = sum(bool(one.terms) for one in self.words)
        if not self.groups and len(self.words) > 1 and known:
            self.is_partial = True
            self.hits = self.hits_with(min(known, (len(self.words) + 1) // 2))
            self.groups = self.grouped()
        self.total = sum(number for *_facts, number in self.groups)

    def hits_with(self, least):
        terms = {term for one in self.words for term in one.terms}
        postings = SearchPosting.objects.filter(language=self.language, term__in=terms)
        if any_restriction():
            restricted = Page.objects.live().public().values("pk")
            postings = postings.filter(entry__page_id__in=restricted)
        scores = {
            f"score_{place}": Max(self.worth(one), default=0) for place, one in enumerate(self.words) if one.terms
        }
        if not scores or len(scores) < least:
            return None
        found = postings.order_by().values("entry").annotate(**scores)
        matched = sum((Case(When(**{f"{name}__gt": 0}, then=1), default=0) for name in scores), Value(0))
        score = sum((F(name) for name in scores), Value(0))
        return found.annotate(matched=matched, score=score).filter(matched__gte=least)

    def worth(self, one):
        total = max(generation.remember(("search entries", self.language), self.entries().count), 1)
        by_worth = defaultdict(list)
        for term, worth in one.terms.items():
            rarity = (
                10 + (total // self.frequencies[term]).bit_length() * 4
            )  # a whole number: the same on each database
            by_worth[worth * rarity].append(term)
        cases = [When(term__in=sorted(terms), then=F("weight") * factor) for factor, terms in sorted(by_worth.items())]
        return Case(*cases, default=0, output_field=IntegerField())

    def entries(self):
        return SearchEntry.objects.filter(language=self.language)

    def grouped(self):
        """``[(kind, project, year, number of pages)]``"""
        if self.hits is None:
            return []
        found = self.entries().filter(self.narrowed, pk__in=self.hits.values("entry")).order_by()
        return list(found.values_list(*NARROWED_BY).annotate(Count("pk")))

    # In which order

    def __len__(self):
        return self.total

    def __getitem__(self, part):
        """Entries of a stretch of the results, for a paginator."""
        return with_text(self.ranked(part))

    def ranked(self, part):
        if not len(self):
            return []
        hits = self.hits
        if self.narrowed:
            hits = hits.filter(entry__in=self.entries().filter(self.narrowed).values("pk"))
        ranked = hits.order_by("-score", F("entry__starts_on").desc(nulls_last=True), "entry__order", "entry__page_id")
        stop = max(part.stop, LOOKED_AT) if part.start < LOOKED_AT else part.stop
        start = 0 if part.start < LOOKED_AT else part.start
        scores = dict(ranked.values_list("entry", "score")[start:stop])
        entries = list(SearchEntry.objects.filter(pk__in=scores).defer("text"))
        if start == 0:
            entries.sort(key=lambda entry: self.rank(entry, scores[entry.pk]))
            return entries[part.start : part.stop]
        order = list(scores)
        return sorted(entries, key=lambda entry: order.index(entry.pk))

    def rank(self, entry, score):
        """The better, the smaller. A title that says just what was typed, or in this order, comes first."""
        title = [(folded(token), term_of(token, self.language)) for token in tokens(entry.title)]
        telling = [(word, term) for word, term in title if not is_common(word, self.language)]
        found = [
            next((place for place, (_w, term) in enumerate(telling) if term in one.terms), None) for one in self.words
        ]
        as_typed = sum(one.word in {word for word, _term in title} for one in self.words)
        share = 0.0
        if None not in found:
            share = 0.25 + 0.75 * len(set(found)) / max(len(telling), 1)
            if len(found) > 1 and all(after - before == 1 for before, after in pairwise(found)):
                share += 0.25
        better = score * (1 + share + 0.15 * as_typed / len(self.words))
        day = entry.starts_on.toordinal() if entry.starts_on else 0
        return (-round(better, 3), -day, entry.order, entry.page_id)

    @property
    def terms(self):
        return {term for one in self.words for term in one.terms}

    @property
    def meant(self):
        """The query as it was understood, or “” if it was as it was typed."""
        if not any(one.meant for one in self.words):
            return ""
        return " ".join(one.meant or one.typed for one in self.words)


def with_text(entries):
    texts = dict(SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries]).values_list("pk", "text"))
    for entry in entries:
        entry.text = texts.get(entry.pk, "")
    return entries


def found_in(text, languages):
    """``{language: number of pages}`` with every word of the query in other languages, without looking at typos."""
    groups = {language: words_of(text, language) for language in languages}
    groups = {language: words for language, words in groups.items() if words}
    conditions, scores = [], defaultdict(list)
    for language, words in groups.items():
        for place, one in enumerate(words):
            condition = Q(language=language, term=one.term)
            conditions.append(condition)
            scores[place].append(condition)
        for place in range(len(words), MAX_WORDS):
            scores[place].append(Q(language=language))
    if not conditions:
        return {}
    has = {
        f"has_{place}": Max(Case(When(reduce(or_, one), then=1), default=0)) for place, one in sorted(scores.items())
    }
    postings = SearchPosting.objects.filter(reduce(or_, conditions)).order_by()
    if any_restriction():
        postings = postings.filter(entry__page_id__in=Page.objects.live().public().values("pk"))
    hits = postings.values("entry").annotate(**has).filter(**{f"{name}__gt": 0 for name in has})
    found = SearchEntry.objects.filter(pk__in=hits.values("entry")).order_by()
    return dict(found.values_list("language").annotate(Count("pk")))
