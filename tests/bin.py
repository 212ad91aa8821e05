"""What tests of deleting and of the bin share: pages in two languages, and the whole database to compare."""

from django.db import connection
from wagtail.models import Page

from core.models import Deleted
from home.models import StandardPage
from tests.factories import make_page, translate

LOGS = {"core_auditentry", "core_audithead", "wagtailcore_pagelogentry", "wagtailcore_modellogentry"}
BOARD = {"translation_changed", "translation_edition", "translation_line", "translation_cell"}
MADE_ANEW = {"core_generation", "core_deleted", *LOGS, *BOARD}
INDEXES = ("wagtailsearch_", "core_search")
REFERENCE = "base_content_type_id, object_id, to_content_type_id, to_object_id, content_path"


def dump():
    """Every row of every table, as the database has it, but for logs, the generation, and what is worked out anew."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in MADE_ANEW and not table.startswith(INDEXES):
                cursor.execute(f'SELECT {REFERENCE if table == "wagtailcore_referenceindex" else "*"} FROM "{table}"')
                rows[table] = {repr(row) for row in cursor.fetchall()}
    return rows


def difference(before, after):
    """What is in one dump and not in the other: the rows that were lost, and those that are new."""
    tables = {table for table in {*before, *after} if before.get(table, set()) != after.get(table, set())}
    return {
        table: (before.get(table, set()) - after.get(table, set()), after.get(table, set()) - before.get(table, set()))
        for table in tables
    }


def sound():
    return Page.find_problems() == ([], [], [], [], [])


def in_english(text):
    return f"EN {text}"


def translated_section(home):
    """A section with a page below it, both in two languages."""
    translate(home, "en", in_english)
    section = make_page(StandardPage, home, title="Bölmə")
    translate(section, "en", in_english)
    page = make_page(StandardPage, section, title="Səhifə")
    translate(page, "en", in_english)
    return section


def deleted(instance):
    """Delete it; the entry in the bin that this made."""
    instance = type(instance).objects.get(pk=instance.pk)
    before = set(Deleted.objects.values_list("pk", flat=True))
    instance.delete()
    assert sound()
    return Deleted.objects.exclude(pk__in=before).get()
