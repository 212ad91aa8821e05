"""What the installed packages say, and our translation of it.

Wagtail and its kin are translated by us whole: their own catalogues are not trusted. Django's are complete in most
languages; ours holds only what we put better there.
"""

from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from rapidfuzz import fuzz, process

from core.catalogues.checking import number_of_plurals
from core.catalogues.files import CODE_LANGUAGE, DOMAINS, entries, key, normalise, own_catalogue, third_party_catalogue

HEADER = "Messages of the installed packages, translated by us. `manage.py catalogues merge` brings in new ones."
TRUSTED = "django"  # the package whose own translations are shown where we have none
ALIKE = 85  # per cent: the translation of such a message is offered for a new one
PLURALS = "nplurals=2; plural=(n != 1);"


def folders():
    """``{name: folder}`` of every part of an installed package that has messages.

    Of Django those parts that are in use, of any other package everything: a part that is switched on later is
    translated already.
    """
    found = {}
    for package in _installed():
        root = Path(find_spec(package).origin).parent
        for folder in sorted(root.glob("**/locale")):
            name = ".".join((package, *folder.parent.relative_to(root).parts))
            if package != TRUSTED or name == "django.conf" or apps.is_installed(name):
                found[name] = folder
    return found


def _installed():
    ours = [config for config in apps.get_app_configs() if not Path(config.path).is_relative_to(settings.BASE_DIR)]
    in_environment = [config for config in apps.get_app_configs() if "site-packages" in Path(config.path).parts]
    return sorted({config.name.split(".")[0] for config in {*ours, *in_environment}})


def is_trusted(name):
    return name.split(".")[0] == TRUSTED


def messages(folder, domain):
    """The entries a package's part has in this domain. Where it ships no English catalogue, those of all together."""
    english = folder / CODE_LANGUAGE / "LC_MESSAGES" / f"{domain}.po"
    paths = [english] if english.exists() else sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po"))
    found = {}
    for path in paths:
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                found.setdefault(key(entry), entry)
    return list(found.values())


def upstream_catalogue(folder, language, domain):
    """The package's own translation, also under a name with a territory (``az_AZ``), or ``None``."""
    for place in [folder / language, *sorted(folder.glob(f"{language}_*"))]:
        path = place / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            return path
    return None


# Merging


def merge(root, languages):
    """Bring our catalogues up to date with the installed packages; returns how many messages wait for a person.

    A new message comes fuzzy with what upstream or our translation of a like message says, or empty. What no package
    says any more is dropped.
    """
    waiting = 0
    for language in languages:
        for domain in DOMAINS:
            path = third_party_catalogue(root, language, domain)
            catalogue = merged(path, language, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))
            waiting += sum(not entry.translated() for entry in catalogue)
    return waiting


def merged(path, language, domain):
    there = polib.pofile(str(path)) if path.exists() else polib.POFile()
    former = {key(entry): entry for entry in there}
    wanted, places, upstream = {}, defaultdict(list), {}
    for name, folder in folders().items():
        theirs = upstream_catalogue(folder, language, domain)
        for entry in messages(folder, domain):
            if is_trusted(name) and key(entry) not in former:
                continue
            wanted.setdefault(key(entry), entry)
            package = name.split(".")[0]
            places[key(entry)] += [(_place(package, folder, place), "") for place, _line in entry.occurrences]
        if not is_trusted(name):
            upstream.update({place: entry for place, entry in entries(theirs).items() if entry.translated()})
    dropped = {former_key: entry for former_key, entry in former.items() if former_key not in wanted}
    catalogue = polib.POFile()
    catalogue.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": _plural_forms(path, language),
        **there.metadata,
    }
    plurals = number_of_plurals(catalogue)
    for wanted_key, entry in wanted.items():
        made = former.get(wanted_key) or _offered(entry, upstream.get(wanted_key) or _alike(entry, dropped), plurals)
        made.comment, made.occurrences = entry.comment, places[wanted_key]
        made.flags = [*[flag for flag in entry.flags if flag != "fuzzy"], *(["fuzzy"] if made.fuzzy else [])]
        catalogue.append(made)
    normalise(catalogue, language, HEADER)
    return catalogue


def _plural_forms(path, language):
    """Of a catalogue that is begun: as Django has it, which put it into that of our own messages."""
    own = own_catalogue(path.parents[4], language)
    return polib.pofile(str(own)).metadata.get("Plural-Forms", PLURALS) if own.exists() else PLURALS


def _place(package, folder, place):
    """``forms/pages.py`` as seen from the folder of the package’s part → ``wagtail/admin/forms/pages.py``."""
    inside = folder.parent.relative_to(Path(find_spec(package).origin).parents[1])
    return str(inside / place.removeprefix(f"{inside}/"))


def _offered(entry, like, plurals):
    made = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural)
    if entry.msgid_plural:
        made.msgstr_plural = (
            dict(like.msgstr_plural) if like and like.msgid_plural else dict.fromkeys(range(plurals), "")
        )
    else:
        made.msgstr = like.msgstr if like else ""
    if like:
        made.flags.append("fuzzy")
        made.previous_msgid = like.msgid if like.msgid != entry.msgid else None
    return made


def _alike(entry, dropped):
    candidates = {
        place: one.msgid for place, one in dropped.items() if bool(one.msgid_plural) == bool(entry.msgid_plural)
    }
    found = process.extractOne(entry.msgid, candidates, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return dropped[found[2]] if found else None


# Giving back


def write_upstream(root, languages, target):
    """Our translations as the packages' own catalogues, in their layout below ``target``; returns the files."""
    written = []
    for language in languages:
        for domain in DOMAINS:
            ours = entries(third_party_catalogue(root, language, domain))
            for name, folder in folders().items():
                written += _write_one(name, folder, language, domain, ours, Path(target))
    return written


def _write_one(name, folder, language, domain, ours, target):
    there = upstream_catalogue(folder, language, domain)
    base = there or folder / CODE_LANGUAGE / "LC_MESSAGES" / f"{domain}.po"
    if not base.exists():
        return []
    header = polib.pofile(str(base))
    catalogue = polib.POFile(wrapwidth=76)
    catalogue.header, catalogue.metadata = header.header, {**header.metadata, "Language": language}
    catalogue.metadata.setdefault("Plural-Forms", PLURALS)
    theirs = {key(entry): entry for entry in header}
    changed = 0
    for entry in messages(folder, domain):
        made = ours.get(key(entry)) or theirs.get(key(entry))
        if made is None:
            continue
        before = theirs.get(key(entry))
        entry.msgstr, entry.msgstr_plural = made.msgstr, dict(made.msgstr_plural)
        changed += before is None or (before.msgstr, before.msgstr_plural) != (entry.msgstr, entry.msgstr_plural)
        catalogue.append(entry)
    if not changed:
        return []
    place = (there or folder / language / "LC_MESSAGES" / f"{domain}.po").relative_to(folder)
    path = target.joinpath(*name.split("."), "locale", place)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return [path]
