"""The messages of the project's own code, brought into its catalogues."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from core.catalogues.files import keys, normalise, own_catalogue

CODE_FOLDERS = ("home", "news", "projects", "translation", "site")
HEADER = "Messages of the project. Comments and order come from `manage.py catalogues extract`."


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
        path = str(own_catalogue(root, language))
        catalogue = polib.pofile(path, wrapwidth=0)
        normalise(catalogue, language, HEADER)
        catalogue.save(path)


def stale(root, languages):
    """Sentences on messages that the code has and a catalogue lacks, or the other way round."""
    root = Path(root)
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


def show(key):
    return f"“{key[1]}”"
