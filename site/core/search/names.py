"""Records that prose names without referring to them: who knows another spelling finds those pages as well."""

from collections import defaultdict

from django.db.models import Count

from core import generation
from core.localize.registry import registry_models
from core.models import RegistryRecord, SearchPosting
from core.search.words import terms_of

SHORTEST = 2  # words of a name; one alone may be a word like any other (“ümid” is hope)


def other_spellings(texts, language):
    """Of the records of the language whose name stands in the texts, in some form, the names that stand there not."""
    known = generation.remember(("names by their first word", language), lambda: by_first_word(language))
    found, there = set(), set()
    for text in texts:
        terms = terms_of(text, language)
        for place, term in enumerate(terms):
            for name, spellings in known.get(term, ()):
                if terms[place : place + len(name)] == name:
                    found.update(spellings)
                    there.add(name)
    return sorted(spelling for spelling in found if terms_of(spelling, language) not in there)


def by_first_word(language):
    """``{stem: [(stems of a name, every spelling of whose it is)]}``"""
    known = defaultdict(list)
    for model in filter(has_names, registry_models()):
        for record in model.objects.filter(locale__language_code=language):
            spellings = [one for one in record.spellings if one]
            for name in {terms_of(one, language) for one in spellings} if len(spellings) > 1 else ():
                if len(name) >= SHORTEST:
                    known[name[0]].append((name, spellings))
    return dict(known)


def has_names(model):
    """Or else it is known by what it refers to, and its texts are no names: the topics of a school partnership."""
    return model.shown_field == RegistryRecord.shown_field


def pages_naming(record):
    """The numbers of the pages on which all words of one of its names stand; not always beside each other."""
    if not has_names(type(record)):
        return set()
    language = record.locale.language_code
    found = set()
    for name in {terms_of(one, language) for one in record.spellings if one}:
        if len(name) >= SHORTEST:
            postings = SearchPosting.objects.filter(language=language, term__in=set(name)).order_by()
            entries = postings.values("entry__page_id").annotate(words=Count("term")).filter(words=len(set(name)))
            found.update(entries.values_list("entry__page_id", flat=True))
    return found
