"""A small site in two languages, and how to damage it behind its back."""

import json
import uuid

from django.db import connection
from wagtail_localize.models import StringTranslation, Translation

from home.models import HomePage, StandardPage
from news.models import EventIndexPage, EventPage
from projects.models import Organisation, Person, ProjectIndexPage, ProjectPage
from projects.models.rows import Objective, ProjectPartner
from tests.factories import locale, make_page, translate

STORIES = {}  # {kind: [story]}


def story(kind):
    def register(function):
        STORIES.setdefault(kind, []).append(function)
        return function

    return register


class Site:
    """``home`` › ``page`` and ``section`` › ``project``, live in both languages; ``event`` refers to the project."""

    def __init__(self):
        self.home = HomePage.objects.get(depth=2, live=True)
        self.person = saved(Person(name="Günel"))
        self.ngo = saved(Organisation(name="Təşkilat", kind="ngo"))
        quote = {"type": "quote", "id": str(uuid.uuid4()), "value": {"text": "Söz", "person": self.person.pk}}
        quote["value"] |= {"role": "", "language": ""}
        action = {"label": "Oxuyun", "page": self.home.pk, "text": "", "url": ""}
        body = [quote, {"type": "call_to_action", "id": str(uuid.uuid4()), "value": action}]
        self.page = make_page(StandardPage, self.home, title="Haqqımızda", body=body)
        self.section = make_page(ProjectIndexPage, self.home, title="Layihələr")
        project = ProjectPage(title="Təşəbbüs", goal="Məqsəd burada", budget=15000, contact=self.person)
        project.partners = [ProjectPartner(organisation=self.ngo, role="funder", note="Maliyyə")]
        project.objectives = [Objective(title="Birinci vəzifə")]
        self.project = make_page(project, self.section)
        self.events = make_page(EventIndexPage, self.home, title="Tədbirlər")
        self.event = make_page(
            EventPage, self.events, title="Görüş", starts_at="2022-09-09T10:00+04:00", project=self.project
        )
        pages = (self.home, self.page, self.section, self.project, self.events, self.event)
        self.english = {page.pk: translate(page, "en", lambda text: f"EN {text}") for page in pages}

    def en(self, page):
        return type(page).objects.get(pk=self.english[page.pk].pk)

    def translation(self, page, code="en"):
        return Translation.objects.get(source__object_id=page.translation_key, target_locale=locale(code))


def saved(record):
    record.save()
    return record


def raw(model, pk, **values):
    """Straight into the table: no ``save``, no signal."""
    model._base_manager.filter(pk=pk).update(**values)


def raw_body(page, change):
    """Change the stored body of a page by a function of its raw value."""
    table = type(page)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT body FROM {table} WHERE page_ptr_id = %s", [page.pk])
        stored = cursor.fetchone()[0]
        body = json.loads(stored) if isinstance(stored, str) else stored
        change(body)
        cursor.execute(f"UPDATE {table} SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), page.pk])


def texts_of(page):
    return StringTranslation.objects.filter(context__object_id=page.translation_key).count()
