"""A site with as many pages as one likes, for what is measured: the demo, and copies of its pages inserted in bulk.

A copy is what it is a copy of, with another title, day, address and picture, in all the languages of the original. What
does not grow with a site stays as it is: twenty years, a new project for a thousand pages, forty pages about a project.
"""

import os
import random
import sys
from copy import copy
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from beginning import begin

AT_ONCE = 1000  # pages inserted by one statement
ABOUT_A_PROJECT = 40
PAGES_FOR_A_PROJECT = 1000
LAST_DAY = date(2022, 11, 1)
YEARS = 20
TURN = ("news",) * 14 + ("event",) * 3 + ("publication",) * 3  # of twenty new pages


def set_up(folder):
    """Django on a new database in ``folder``, or in that of DATABASE_URL, which must be empty; with the demo."""
    settings_module = os.environ.get("DJANGO_SETTINGS_MODULE", "settings.dev")
    begin(folder, DJANGO_SETTINGS_MODULE=settings_module, MAKE_AHEAD="0")
    from django.conf import settings
    from django.core.management import call_command
    from wagtail.models import Page

    from core.catalogues.files import compile_changed

    compile_changed(settings.LOCALE_PATHS)
    call_command("migrate", verbosity=0)
    if Page.objects.filter(depth__gt=2).exists():
        sys.exit("The database has pages already.")
    call_command("load_demo", verbosity=0)


def grow(total):
    """Add pages until the site has ``total`` of them, over all languages."""
    from django.db import transaction
    from wagtail.models import Page

    random.seed(total)
    missing = total - Page.objects.filter(depth__gt=1).count()
    if missing <= 0:
        return
    with transaction.atomic():
        Copies().add(missing)
    tell_the_planner()


class Copies:
    def __init__(self):
        from news.models import (
            EventIndexPage,
            EventPage,
            NewsIndexPage,
            NewsPage,
            PublicationIndexPage,
            PublicationPage,
        )
        from projects.models import ProjectIndexPage, ProjectPage

        self.kinds = {
            "project": self.originals(ProjectIndexPage, ProjectPage),
            "news": self.originals(NewsIndexPage, NewsPage),
            "event": self.originals(EventIndexPage, EventPage),
            "publication": self.originals(PublicationIndexPage, PublicationPage),
        }
        self.sections = {}
        self.images = self.lead_images()

    def originals(self, section_model, model):
        """``[[(section, page) in each language], …]`` of the pages that are live in every language of the demo."""
        sections = {page.locale_id: page for page in section_model.objects.live()}
        by_key = {}
        for page in model.objects.live().exact_type(model).order_by("path"):
            by_key.setdefault(page.translation_key, []).append((sections[page.locale_id], page))
        most = max(len(pages) for pages in by_key.values())
        return [pages for pages in by_key.values() if len(pages) == most]

    def lead_images(self):
        """With their sizes made, as the worker of a site has made them long ago."""
        from core.images.making import make_missing
        from core.models import SiteImage
        from news.models import NewsPage

        used = NewsPage.objects.exclude(lead_image=None).values("lead_image")
        images = list(SiteImage.objects.filter(pk__in=used))
        for image in images:
            make_missing(image)
        return images

    def add(self, count):
        self.project, self.about = None, 0
        made, rows = 0, []
        while made < count:
            if made % PAGES_FOR_A_PROJECT < 3:
                _originals, new = self.add_one("project", made)
                self.insert(new)
                self.project, self.about = new[0][1].pk, 0
            else:
                _originals, new = self.add_one(random.choice(TURN), made)
                rows += new
            made += len(new)
            if len(rows) >= AT_ONCE:
                self.insert(rows)
                rows = []
        self.insert(rows)
        self.count_children()

    def add_one(self, kind, number):
        """One page in each of its languages, not yet saved: ``[(Page, the page as its own type)]``."""
        from wagtail.models import Page

        originals = random.choice(self.kinds[kind])
        key, day = uuid4(), LAST_DAY - timedelta(days=random.randrange(365 * YEARS))
        image = random.choice(self.images)
        self.about += 1
        project = self.project if self.about <= ABOUT_A_PROJECT else None
        new = []
        for section, original in originals:
            page = copy(original)
            page._state = copy(original._state)
            page.title = page.draft_title = f"{original.title} {number}"
            page.slug = f"{original.slug}-{number}"
            page.translation_key = key
            page.path, page.depth, page.numchild = self.next_path(section), section.depth + 1, 0
            page.url_path = f"{section.url_path}{page.slug}/"
            page.first_published_at = page.last_published_at = datetime.combine(day, datetime.min.time(), UTC)
            page.latest_revision_id = page.live_revision_id = None
            page.lead_image = image
            if kind == "project":
                page.planned_start = page.actual_start = day
                page.planned_end = page.actual_end = day + timedelta(days=200)
            else:
                page.project_id = project
                page.event_id = None
            if kind == "event":
                page.starts_at, page.ends_at = page.first_published_at + timedelta(hours=6), None
            elif kind != "project":
                page.date = day
            fields = {one.attname: getattr(page, one.attname) for one in Page._meta.concrete_fields}
            new.append((Page(**{**fields, "id": None}), page))
        return originals, new

    def next_path(self, section):
        from wagtail.models import Page

        if section.pk not in self.sections:
            last = section.get_last_child()
            self.sections[section.pk] = [section, Page._str2int(last.path[-Page.steplen :]) if last else 0]
        self.sections[section.pk][1] += 1
        return Page._get_path(section.path, section.depth + 1, self.sections[section.pk][1])

    def insert(self, rows):
        """Django's ``bulk_create`` refuses models that inherit over several tables; this is one call for each table."""
        from wagtail.models import Page

        Page.objects.bulk_create([row for row, _page in rows])
        by_model = {}
        for row, page in rows:
            page.pk = page.page_ptr_id = row.pk
            by_model.setdefault(type(page), []).append(page)
        for model, pages in by_model.items():
            model._base_manager.all()._batched_insert(pages, model._meta.local_concrete_fields, None)

    def count_children(self):
        from wagtail.models import Page

        for section, last in self.sections.values():
            Page.objects.filter(pk=section.pk).update(numchild=last)


def grow_index(total):
    """The entries of so many pages in the index of the search, with words as often as in the demo."""
    import search

    from core.models import SearchEntry

    missing = total - SearchEntry.objects.count()
    if missing > 0:
        search.add_pages(missing)


def tell_the_planner():
    """What autovacuum does of itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
