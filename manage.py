#!/usr/bin/env python3
"""The one door: it prepares its own ``.venv``, then ``start`` runs the site, ``test`` the tests, and every other word
is a Django command. An interpreter that has Wagtail already is used as it is.

Written for old Pythons too, so that they can say what is missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements.txt")
STAMP = os.path.join(VENV, "installed-lock")
LOG = os.path.join(VENV, "install.log")
OLDEST = (3, 11)


def main():
    if sys.version_info < OLDEST:
        sys.exit("Python %d.%d or newer is needed; this is %d.%d." % (OLDEST + sys.version_info[:2]))
    if not is_prepared():
        run_inside_venv()
    sys.path[:0] = [ROOT, os.path.join(ROOT, "site")]
    if sys.argv[1:2] == ["test"]:
        run_tests(sys.argv[2:])
    if sys.argv[1:2] == ["start"]:
        refuse_unwritable(os.environ.get("DATA_DIR") or os.path.join(ROOT, "var"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def is_prepared():
    """Is this interpreter to be used as it is: ours with the present lock, or another that has Wagtail already?"""
    from importlib.util import find_spec

    if os.path.realpath(sys.prefix) == os.path.realpath(VENV):
        return read(STAMP) == lock_digest()
    return find_spec("wagtail") is not None


def run_inside_venv():
    command = [prepared_python(), os.path.join(ROOT, "manage.py"), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def prepared_python():
    """The interpreter in ``.venv``, with everything the lock names."""
    python = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
    if read(STAMP) != lock_digest() or not os.path.exists(python):
        with alone():
            if read(STAMP) != lock_digest() or not os.path.exists(python):
                prepare(python)
    return python


def prepare(python):
    """Make the virtual environment and install the lock; uv does it in seconds, pip where uv can't be had."""
    if not works(python):
        say("Making a virtual environment in .venv …")
        if not run([sys.executable, "-m", "venv", "--clear", VENV]):
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit("Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv")
    say("Installing the locked packages (once; under a minute on a fast line) …")
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    lock = ["--require-hashes", "-r", LOCK]
    uv = [python, "-m", "uv", "pip", "install", "--python", python]
    with_uv = run([*pip, "install", "--retries", "1", "uv"]) and run([*uv, *lock])
    if not with_uv and not run([*pip, "install", *lock]):
        sys.exit(
            "The packages could not be installed: no package index can be reached, or it lacks one (see %s)." % LOG
        )
    with open(STAMP, "w") as stamp:
        stamp.write(lock_digest())


def works(python):
    """Is there an environment that can install packages? One that was left half made can't."""
    return os.path.exists(python) and (run([python, "-m", "pip", "--version"]) or run([python, "-m", "ensurepip"]))


def run(command):
    """Did it end well? What it prints goes to the log, unless the folder for it is not there yet."""
    with open(LOG if os.path.isdir(VENV) else os.devnull, "a") as log:
        return subprocess.call(command, stdout=log, stderr=log) == 0


class alone:
    """Two preparations at once would spoil each other: the second waits for the first (not on Windows)."""

    def __enter__(self):
        self.file = open(LOCK)
        try:
            import fcntl
        except ImportError:
            return
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *error):
        self.file.close()


def run_tests(arguments):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
    try:
        import pytest
    except ImportError:
        sys.exit(
            "This Python has Wagtail but not pytest. Install requirements.txt into it, or use one without Wagtail."
        )
    os.chdir(ROOT)
    sys.exit(pytest.main(arguments))


def refuse_unwritable(folder):
    try:
        os.makedirs(folder, exist_ok=True)
        probe = os.path.join(folder, ".writable-%d" % os.getpid())
        open(probe, "w").close()
        os.remove(probe)
    except OSError as error:
        sys.exit(
            "The data folder %s can't be written to (%s). Choose another with DATA_DIR." % (folder, error.strerror)
        )


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
