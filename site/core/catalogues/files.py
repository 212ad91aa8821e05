"""Where the catalogues lie, how they are written, and their compiled form."""

import gettext
import os
from pathlib import Path

import polib
from django.utils.translation import trans_real

CODE_LANGUAGE = "en"  # messages in the code are English: that catalogue stays empty, and is there for translators
DOMAINS = ("django", "djangojs")
VOLATILE = ("POT-Creation-Date", "Report-Msgid-Bugs-To")
NAMED = {"Project-Id-Version": "outreach", "Last-Translator": "outreach"}


def catalogues(folders):
    """Every catalogue in these folders (the settings' ``LOCALE_PATHS``), in a stable order."""
    return [path for folder in folders for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]


def own_catalogue(root, language):
    return Path(root) / "locale" / language / "LC_MESSAGES" / "django.po"


def third_party(root):
    return Path(root) / "locale" / "third_party"


def third_party_catalogue(root, language, domain="django"):
    return third_party(root) / language / "LC_MESSAGES" / f"{domain}.po"


def third_party_languages(root):
    return sorted({path.parents[1].name for path in catalogues([third_party(root)])})


def compile_changed(folders):
    """Write the ``.mo`` of each catalogue that has changed; returns those catalogues.

    A compiled catalogue carries the time of the one it was made from, so that an older file that is put back is seen
    as well.
    """
    changed = [path for path in catalogues(folders) if not is_compiled(path)]
    for path in changed:
        scratch = path.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(scratch))
        time = path.stat().st_mtime_ns
        os.utime(scratch, ns=(time, time))
        scratch.replace(path.with_suffix(".mo"))
    if changed:  # what this process has read already is not true any more
        trans_real._translations.clear()
        gettext._translations.clear()
    return changed


def is_compiled(path):
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns == path.stat().st_mtime_ns


def normalise(catalogue, language, header):
    """Nothing in the file but what a person wrote or the code says: no line numbers, no line breaks."""
    catalogue.wrapwidth = 0
    catalogue.header = header
    there = {key: value for key, value in catalogue.metadata.items() if key not in VOLATILE}
    catalogue.metadata = {**there, **NAMED, "Language": language, "Language-Team": language}
    catalogue.metadata_is_fuzzy = False
    for entry in catalogue:
        entry.occurrences = [(name, "") for name in dict.fromkeys(name for name, _line in entry.occurrences)]


def key(entry):
    """What identifies a message: context, text, plural."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def entries(path):
    """``{key: entry}`` of a catalogue, obsolete ones included; empty where there is no such file, or ``None`` for one."""
    return {key(entry): entry for entry in polib.pofile(str(path))} if path and path.exists() else {}


def keys(path):
    """The keys of the messages of a catalogue, which need not be there."""
    return {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete} if path.exists() else set()


def texts(entry):
    if entry.msgid_plural:
        return [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def untranslated(path):
    """How many messages of a catalogue have no translation, or not yet a certain one."""
    return sum(not entry.translated() for entry in polib.pofile(str(path)) if not entry.obsolete)
