"""What lies on disk."""

import json
import shutil

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage, default_storage

from core.catalogues import files as catalogue_files
from core.doctor import bucket, configuration
from core.doctor.finding import advice, good, wrong
from core.health import probes

LEAST_FREE, LITTLE_FREE = 500_000_000, 5_000_000_000


def catalogues():
    outdated = [
        path for path in catalogue_files.catalogues(settings.LOCALE_PATHS) if not catalogue_files.is_compiled(path)
    ]
    if outdated:
        yield wrong(
            f"{len(outdated)} catalogues are not compiled: readers see English words.",
            "Run: manage.py catalogues compile",
        )
    else:
        yield good("The catalogues are compiled.")


def static():
    if not configuration.in_production():
        return  # taken from where they are written
    try:
        collected = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text("utf-8"))["paths"]
    except (OSError, ValueError, KeyError):
        collected = {}
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    wanted = {name for finder in get_finders() for name, _storage in finder.list(ignored)}
    missing = {
        name for name in wanted if not (settings.STATIC_ROOT / collected.get(name, name + " is not there")).exists()
    }
    if missing:
        yield wrong(
            f"{len(missing)} of {len(wanted)} static files are not collected.", "Run: manage.py collectstatic --noinput"
        )
    else:
        yield good(f"{len(wanted)} static files are collected.")


def storage():
    if settings.MEDIA_BUCKET:
        yield from bucket.examine()
        return
    try:
        probes.storage()
    except Exception as error:
        yield wrong(
            f"Files can't be stored ({type(error).__name__}): uploads fail.",
            f"Let the user that runs the site write to {settings.MEDIA_ROOT}, or mend what the storage is.",
        )
    else:
        yield good("Uploads can be stored.")
    if isinstance(default_storage, FileSystemStorage) and settings.MEDIA_ROOT.exists():
        mode = settings.MEDIA_ROOT.stat().st_mode
        if mode & 0o002:
            yield wrong(
                f"Everybody on this machine may write to {settings.MEDIA_ROOT}.",
                f"Run: chmod o-w {settings.MEDIA_ROOT}",
            )


def disk():
    there = next(folder for folder in (settings.DATA_DIR, *settings.DATA_DIR.parents) if folder.exists())  # at first
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB are free for {settings.DATA_DIR}."
    if free < LEAST_FREE:
        yield wrong(said, "Make room: a full disk stops editors, and SQLite.")
    elif free < LITTLE_FREE:
        yield advice(said, "Make room, or fetch old backups to another place.")
    else:
        yield good(said)
