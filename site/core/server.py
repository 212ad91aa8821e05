"""How the site is served, on one's own machine and in production: Granian, with every trap closed."""

import os
import sys

from django.conf import settings

STOPPING = 10  # seconds for a worker to end what it is doing


def command(host, port, workers, log_level):
    """The words to run. ``--blocking-threads`` is never left out: without it each request that waits has a thread of its
    own, and each thread a database connection.
    """
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    words += ["--workers", str(workers), "--blocking-threads", str(settings.WEB_THREADS)]
    words += ["--workers-kill-timeout", str(STOPPING), "--respawn-failed-workers", "--log-level", log_level]
    if settings.WEB_MAX_MB:
        words += ["--workers-max-rss", str(settings.WEB_MAX_MB)]
    return [*words, os.fspath(settings.BASE_DIR / "site" / "wsgi.py") + ":application"]
