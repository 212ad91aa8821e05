"""Message catalogues: compiled without gettext on the machine, extracted, and checked against the code.

``locale/`` holds our own messages, ``locale/third_party/`` our translations of messages of the packages we use.
``makemessages`` never sees the second folder, so it can't take those for obsolete.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polib

CODE_LANGUAGE = "en"  # messages in the code are English: that catalogue stays empty, and is there for translators
CODE_FOLDERS = ("home", "news", "projects", "translation", "site")
HEADER = "Messages of the project. Comments and order come from `manage.py catalogues extract`."
VOLATILE = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*\}")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
STRAIGHT_QUOTES = re.compile(r'"[^"]+"')


def catalogues(folders):
    """Every catalogue in these folders (the settings' ``LOCALE_PATHS``), in a stable order."""
    return [path for folder in folders for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]


# Compiling


def compile_changed(folders):
    """Write the ``.mo`` of each catalogue that has changed; returns those catalogues.

    A compiled catalogue carries the time of the one it was made from, so that an older file that is put back is seen
    as well.
    """
    changed = [path for path in catalogues(folders) if not _is_compiled(path)]
    for path in changed:
        scratch = path.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(scratch))
        time = path.stat().st_mtime_ns
        os.utime(scratch, ns=(time, time))
        scratch.replace(path.with_suffix(".mo"))
    return changed


def _is_compiled(path):
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns == path.stat().st_mtime_ns


# Extracting


def extract(root, languages):
    """Bring the catalogues of the project in ``root`` up to date with its code. Needs gettext on the machine."""
    root = Path(root)
    for language in languages:
        (root / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(root / "manage.py"), "makemessages", "--verbosity=0", "--no-wrap", "--no-obsolete"]
    command += ["--add-location=file", *[f"--locale={language}" for language in languages]]
    kept = {*CODE_FOLDERS, "locale", "manage.py"}
    command += [f"--ignore={path.name}" for path in sorted(root.iterdir()) if path.name not in kept]
    command += ["--ignore=third_party"]
    subprocess.run(command, cwd=root, check=True)  # noqa: S603  our own command
    for language in languages:
        normalise(own_catalogue(root, language), language)


def own_catalogue(root, language):
    return Path(root) / "locale" / language / "LC_MESSAGES" / "django.po"


def normalise(path, language):
    """Nothing in the file but what a person wrote or the code says: no dates, no line numbers, no line breaks."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.header = HEADER
    metadata = {key: value for key, value in catalogue.metadata.items() if key not in VOLATILE}
    catalogue.metadata = {**metadata, "Project-Id-Version": "outreach", "Language": language}
    catalogue.metadata_is_fuzzy = False
    for entry in catalogue:
        entry.occurrences = [(name, "") for name in dict.fromkeys(name for name, _line in entry.occurrences)]
    catalogue.save(str(path))


# Checking


def check(root, languages):
    """Sentences on everything that is wrong with the catalogues of the project in ``root``; an empty list if all is well."""
    root = Path(root)
    problems = stale(root, languages)
    for path in catalogues([root / "locale", root / "locale" / "third_party"]):
        problems += [f"{path.relative_to(root)}: {problem}" for problem in check_catalogue(path)]
    return problems


def stale(root, languages):
    """Messages that the code has and a catalogue lacks, or the other way round."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name in (*CODE_FOLDERS, "locale"):
            shutil.copytree(root / name, scratch / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        shutil.copy(root / "manage.py", scratch)
        extract(scratch, languages)
        problems = []
        for language in languages:
            there, wanted = keys(own_catalogue(root, language)), keys(own_catalogue(scratch, language))
            name = own_catalogue(Path(), language)
            problems += [f"{name}: lacks {show(key)}; run catalogues extract" for key in sorted(wanted - there)]
            problems += [
                f"{name}: {show(key)} is not in the code; run catalogues extract" for key in sorted(there - wanted)
            ]
    return problems


def keys(path):
    """What identifies each message: context, text, plural."""
    if not path.exists():
        return set()
    return {
        (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }


def show(key):
    return f"“{key[1]}”"


def check_catalogue(path):
    """What is wrong within one catalogue: the English one has to be empty, every other one complete."""
    catalogue = polib.pofile(str(path))
    language = path.parents[1].name
    problems = []
    for entry in catalogue:
        found = _check_english(entry) if language == CODE_LANGUAGE else check_entry(entry, number_of_plurals(catalogue))
        problems += [f"“{entry.msgid}” {problem}" for problem in found]
    return problems


def _check_english(entry):
    return ["has a translation, but English is the language of the code"] if any(_texts(entry)) else []


def check_entry(entry, plurals):
    if entry.obsolete:
        return ["is obsolete"]
    if entry.fuzzy:
        return ["is fuzzy"]
    texts = _texts(entry)
    if entry.msgid_plural and len(texts) != plurals:
        return [f"has {len(texts)} plural forms instead of {plurals}"]
    if not all(texts):
        return ["is not translated"]
    originals = [entry.msgid, entry.msgid_plural or entry.msgid]
    problems = []
    for text in texts:
        if not any(placeholders(text) == placeholders(original) for original in originals):
            problems.append("has other placeholders than its translation")
        if not any(tags(text) == tags(original) for original in originals):
            problems.append("has other tags than its translation")
        if STRAIGHT_QUOTES.search(TAG.sub("", text)):
            problems.append("has straight quotation marks in its translation")
    return list(dict.fromkeys(problems))


def _texts(entry):
    return (
        [entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]
    )


def number_of_plurals(catalogue):
    found = re.search(r"nplurals=(\d+)", catalogue.metadata.get("Plural-Forms", ""))
    return int(found.group(1)) if found else 0


def placeholders(text):
    return Counter(PLACEHOLDER.findall(text.replace("%%", "")))


def tags(text):
    return Counter(TAG.findall(text))


def untranslated(path):
    """How many messages of a catalogue have no translation, or not yet a certain one."""
    return sum(not entry.translated() for entry in polib.pofile(str(path)) if not entry.obsolete)
