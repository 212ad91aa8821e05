"""The store as the settings want it: in front of the application, and at the ear of whoever changes something."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import generation
from core.languages import content_languages
from core.store.clock import Clock, look_at_database
from core.store.files import Files, NoFiles
from core.store.memory import Memory
from core.store.shape import Door, Shape
from core.store.shared import tier_of
from core.store.wsgi import PageStore

MEGABYTE = 1_000_000

logger = logging.getLogger(__name__)


def in_front_of(app):
    """The application with its store, warm: its first reader waits for nothing."""
    if not settings.PAGE_STORE_MB:
        return app
    store = store_for(app)
    generation.raised.connect(store.clock.expire)
    warm(store)
    return store


def store_for(app, **parts):
    shared, files = tier_of(settings.PAGE_STORE_SHARED), files_of_settings()

    def seen(stamp):
        shared.raise_floor(stamp.withdrawn)
        files.switch(stamp)

    known = {
        "door": Door(),
        "clock": Clock(keep_going=bool(settings.PAGE_FILES), on_change=seen),
        "memory": Memory(settings.PAGE_STORE_MB * MEGABYTE),
        "shared": shared,
        "files": files,
        "cache_control": cache_control(),
    }
    return PageStore(app, **{**known, **parts})


def cache_control():
    """A browser asks each time, and is told that nothing has changed; a CDN may be allowed a moment."""
    if settings.CDN_SECONDS:
        return f"public, max-age=0, s-maxage={settings.CDN_SECONDS}, must-revalidate"
    return "no-cache"


def files_of_settings():
    return Files(settings.PAGE_FILES) if settings.PAGE_FILES else NoFiles()


def follow():
    """A change made in this process, whichever it is, reaches the web server's files before its maker is answered."""
    if settings.PAGE_FILES:
        generation.raised.connect(switch_files, dispatch_uid="page files")


def switch_files(**_signal):
    files_of_settings().switch(look_at_database()[0])


def warm(store):
    """Load code, templates and catalogues with the pages that are asked for first."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    store.clock.start()
    for code, _name in content_languages():
        with translation.override(code):
            shape = Shape(address.scheme, address.netloc, reverse("wagtail_serve", args=[""]), "")
        try:
            list(store(store.door.request_for(shape), lambda status, headers, error=None: None))
        except Exception:
            logger.exception("Could not warm up with %s", shape.path)
