#!/usr/bin/env python3
"""The one door: ``start`` and ``test`` prepare what they need by themselves, every other word is a Django command."""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements.txt")
STAMP = os.path.join(VENV, "installed-lock")
OLDEST = (3, 11)


def main():
    if sys.version_info < OLDEST:
        sys.exit("Python %d.%d or newer is needed; this is %d.%d." % (OLDEST + sys.version_info[:2]))
    if not is_prepared():
        run_inside_venv()
    sys.path[:0] = [ROOT, os.path.join(ROOT, "site")]
    if sys.argv[1:2] == ["test"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
        import pytest

        os.chdir(ROOT)
        sys.exit(pytest.main(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def is_prepared():
    """Is this interpreter to be used as it is: ours with the present lock, or another that has Wagtail already?"""
    from importlib.util import find_spec

    if os.path.realpath(sys.prefix) == os.path.realpath(VENV):
        return read(STAMP) == lock_digest()
    return find_spec("wagtail") is not None


def run_inside_venv():
    python = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
    if read(STAMP) != lock_digest() or not os.path.exists(python):
        prepare(python)
    command = [python, os.path.join(ROOT, "manage.py"), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(python, command)


def prepare(python):
    """Make the virtual environment and install the lock; uv does it in seconds, pip where uv can't be had."""
    if not os.path.exists(python):
        say("Making a virtual environment in .venv …")
        if subprocess.call([sys.executable, "-m", "venv", VENV]):
            sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv")
    say("Installing the locked packages (once; under a minute on a fast line) …")
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    has_uv = subprocess.call([*pip, "install", "--quiet", "uv"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    installer = [python, "-m", "uv", "pip", "install", "--python", python] if has_uv else [*pip, "install"]
    if subprocess.call([*installer, "--quiet", "--require-hashes", "-r", LOCK]):
        sys.exit("The packages could not be installed. Is there a connection to a package index? Then try again.")
    with open(STAMP, "w") as stamp:
        stamp.write(lock_digest())


def lock_digest():
    with open(LOCK, "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return None


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
