"""The store as the settings want it: in front of the application, and at the ear of whoever changes something."""

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Min, Q

from core import generation
from core.store.clock import Clock, look_at_database
from core.store.files import Files, NoFiles
from core.store.memory import Memory
from core.store.shape import Door, Shape
from core.store.shared import tier_of
from core.store.wsgi import PageStore

MEGABYTE = 1_000_000
HOME_DEPTH = 2

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
    if settings.WAGTAILFRONTENDCACHE:
        from core.store import cdn

        cdn.connect()


def switch_files(**_signal):
    files_of_settings().switch(look_at_database()[0])


def warm(store):
    """Before the first reader: the home pages, and code, templates and catalogues of every type of page."""
    store.clock.start()
    try:
        pages = pages_to_warm()
        for page in pages:
            if page.depth == HOME_DEPTH:
                ask(store, store.door, urlsplit(page.url).path)
            else:
                ask(store.app, store.door, urlsplit(page.url).path)
    except Exception:  # a database that is not there, say: who comes then waits a little longer
        logger.exception("Could not warm up")


def pages_to_warm():
    """The home pages, and one of each other type."""
    from wagtail.models import Page

    pages = Page.objects.live().public().filter(depth__gte=HOME_DEPTH).order_by()
    firsts = pages.values("content_type").annotate(first=Min("pk")).values("first")
    return [page for page in pages.filter(Q(depth=HOME_DEPTH) | Q(pk__in=firsts)) if page.url]


def ask(app, door, path):
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    environ = door.request_for(Shape(address.scheme, address.netloc, path, ""))
    parts = app(environ, lambda status, headers, error=None: None)
    list(parts)
    getattr(parts, "close", lambda: None)()
