"""For Prometheus: how the site is, the same from whichever process answers. Numbers only; nothing of any person.

Requests are not counted here: most are answered by the proxy, the page store or a CDN, and only the first of them sees
all. What each process knows of itself is left out too: the next scrape is answered by another one.
"""

import shutil
from importlib.metadata import version

from django.conf import settings
from django.db import DatabaseError
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from wagtail.models import Page

from core import generation
from core.backup.record import standing
from core.health import probes, queue


def text(accept):
    """``(content, content type)`` in the form that the scraper asks for."""
    encode, content_type = choose_encoder(accept)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Site())
    return encode(registry), content_type


class Site(Collector):
    def collect(self):
        packages = {"django": version("django"), "wagtail": version("wagtail")}
        yield InfoMetricFamily("outreach", "What the site is made of", packages)
        states = probes.examination.states()
        checks = GaugeMetricFamily("outreach_check_ok", "1 if well, 0 if not; left out if unknown", labels=["check"])
        for name, state in states.items():
            if state != probes.UNKNOWN:
                checks.add_metric([name], state == probes.OK)
        yield checks
        if settings.DATA_DIR.exists():
            free = shutil.disk_usage(settings.DATA_DIR).free
            yield gauge("outreach_disk_free_bytes", "Free space of the data folder's disk", free)
        if states.get("database") == probes.OK:
            try:
                yield from in_database()
            except DatabaseError:  # gone, or not migrated: outreach_check_ok says which
                return


def in_database():
    pending = len(probes.pending_migrations())
    yield gauge("outreach_migrations_pending", "Migrations that the database lacks", pending)
    tasks = queue.look()
    yield gauge("outreach_tasks_waiting", "Tasks that wait for the worker", tasks.waiting)
    yield gauge("outreach_tasks_oldest_seconds", "For how long the first of them has been waiting", tasks.oldest)
    yield gauge("outreach_tasks_failed", "Tasks that failed and are not pruned yet", tasks.failed)
    backup = standing()
    if backup.age is not None:
        yield gauge("outreach_backup_age_seconds", "Age of the last good backup", backup.age.total_seconds())
    if backup.age_of_test is not None:
        age = backup.age_of_test.total_seconds()
        yield gauge("outreach_backup_test_age_seconds", "Since a backup was last restored for trial", age)
    number = int(generation.current().partition("-")[0])
    yield gauge("outreach_generation", "Raised by every change that a reader could see", number)
    live = Page.objects.live().filter(depth__gt=1).order_by()
    pages = GaugeMetricFamily("outreach_pages_live", "Published pages", labels=["language"])
    for code in live.values_list("locale__language_code", flat=True).distinct():
        pages.add_metric([code], live.filter(locale__language_code=code).count())
    yield pages


def gauge(name, documentation, value):
    return GaugeMetricFamily(name, documentation, value=value)
