"""How far the catalogues are: for each language, package and domain."""

from dataclasses import dataclass

import polib

from core.catalogues import checking
from core.catalogues.files import (
    CODE_LANGUAGE,
    DOMAINS,
    catalogues,
    entries,
    key,
    own_catalogue,
    texts,
    third_party,
    third_party_catalogue,
    third_party_languages,
)
from core.catalogues.own import show, stale
from core.catalogues.packages import folders, is_trusted, messages, upstream_catalogue
from core.catalogues.terms import check as check_terms

OURS = "outreach"
COUNTED = ("messages", "translated", "fuzzy", "missing", "obsolete", "differing")


@dataclass
class State:
    language: str
    package: str
    domain: str
    messages: int = 0
    translated: int = 0
    fuzzy: int = 0
    missing: int = 0
    obsolete: int = 0
    differing: int = 0  # placeholders or tags that are others than in the original

    def add(self, entry):
        self.messages += 1
        if entry is None or not all(texts(entry)):
            self.missing += 1
        elif entry.fuzzy:
            self.fuzzy += 1
        else:
            self.translated += 1
            self.differing += checking.differs(entry)

    @property
    def is_complete(self):
        return not (self.fuzzy or self.missing or self.obsolete or self.differing)


def states(root, languages):
    """Ours first, then each part of a package that has messages in the domain."""
    said = {(name, domain): messages(folder, domain) for name, folder in folders().items() for domain in DOMAINS}
    there = set(third_party_languages(root))
    for language in languages:
        if language == CODE_LANGUAGE:
            continue
        own = State(language, OURS, "django")
        for entry in polib.pofile(str(own_catalogue(root, language))):
            own.obsolete += entry.obsolete
            if not entry.obsolete:
                own.add(entry)
        yield own
        if language in there:
            yield from _states_of_packages(root, language, said)


def _states_of_packages(root, language, said):
    for domain in DOMAINS:
        ours = entries(third_party_catalogue(root, language, domain))
        for name, folder in folders().items():
            if not said[name, domain]:
                continue
            state = State(language, name, domain)
            theirs = entries(upstream_catalogue(folder, language, domain)) if is_trusted(name) else {}
            for entry in said[name, domain]:
                state.add(ours.get(key(entry)) or theirs.get(key(entry)))
            yield state
        known = {key(entry) for (_name, of), found in said.items() if of == domain for entry in found}
        if left := ours.keys() - known:
            yield State(language, "left over", domain, obsolete=len(left))


def check(root, languages):
    """Sentences on everything that is wrong with the catalogues of the project in ``root``; an empty list if all is well."""
    problems = stale(root, languages)
    for path in catalogues([root / "locale", third_party(root)]):
        found = [*checking.check_catalogue(path), *check_terms(root, path)]
        problems += [f"{path.relative_to(root)}: {problem}" for problem in found]
    return problems + unmerged(root) + clashing(root)


def clashing(root):
    """Messages that mean one thing in our code and another in a package: ours stand before theirs everywhere."""
    problems = []
    for language in third_party_languages(root):
        theirs = entries(third_party_catalogue(root, language))
        for entry in polib.pofile(str(own_catalogue(root, language))):
            other = theirs.get(key(entry))
            if other and not entry.obsolete and texts(other) != texts(entry):
                said = " / ".join(texts(other))
                problems.append(f"{language}: {show(key(entry))} is “{said}” in the packages; give ours a context")
    return problems


def unmerged(root):
    """Messages of the installed packages that our catalogues lack, as after an upgrade, or that no package says."""
    problems = []
    there = third_party_languages(root)
    for domain in DOMAINS:
        said = {name: {key(entry) for entry in messages(folder, domain)} for name, folder in folders().items()}
        wanted = {one for name, keys in said.items() if not is_trusted(name) for one in keys}
        known = {one for keys in said.values() for one in keys}
        for language in there:
            path = third_party_catalogue(root, language, domain)
            ours = set(entries(path))
            name = path.relative_to(root)
            problems += [f"{name}: lacks {show(one)}; run catalogues merge" for one in sorted(wanted - ours)]
            problems += [f"{name}: no package says {show(one)}; run catalogues merge" for one in sorted(ours - known)]
    return problems
