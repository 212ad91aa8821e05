"""What a page costs does not grow with the number of pages: the same queries, read off indexes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core import generation
from news.models import EventIndexPage, NewsIndexPage, PublicationIndexPage
from tests.factories import make_image

pytestmark = pytest.mark.django_db

ON_EVERY_DATABASE = {"core_page_url_path"}
ON_POSTGRESQL = {"core_page_menu", "core_indexentry_words", "core_page_number_as_text"}
LISTS = [NewsIndexPage, EventIndexPage, PublicationIndexPage]

MANY_ENTRIES = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title, body, autocomplete, title_text, body_text, title_norm)
    SELECT (SELECT min(id) FROM django_content_type), 'n' || n, to_tsvector('simple', 'söz' || n), '', '', '', '', 1
    FROM generate_series(1, 5000) AS n
"""

needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite goes by statistics it has not")


def plan(sql, params=None, avoided=("seqscan", "sort")):
    """How PostgreSQL reads it if it has to avoid what it avoids by itself where the tables are large."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for way in avoided:
                cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {'' if connection.vendor == 'postgresql' else 'QUERY PLAN '}{sql}", params)
        return "\n".join(str(row) for row in cursor.fetchall())


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured.captured_queries]


def test_the_indexes_on_the_tables_of_wagtail_are_there():
    with connection.cursor() as cursor:
        tables = ("wagtailcore_page", "wagtailsearch_indexentry")
        there = {name for table in tables for name in connection.introspection.get_constraints(cursor, table)}
    wanted = ON_EVERY_DATABASE | (ON_POSTGRESQL if connection.vendor == "postgresql" else set())
    assert wanted <= there


@pytest.mark.parametrize("model", LISTS)
def test_the_first_dozen_of_a_list_is_read_off_an_index(demo, client, home, model):
    section = model.objects.get(locale=home.locale)
    [sql] = [one for one in queries(client, section.url) if "LIMIT" in one and " DESC" in one and "lead_image" in one]
    assert "latest_first" in plan(sql)


def test_a_page_is_found_by_its_address_without_reading_the_others(home):
    found = Page.objects.filter(url_path__in=[home.url_path, f"{home.url_path}a/"])
    assert "core_page_url_path" in plan(*found.order_by().values("pk").query.sql_with_params())


@needs_postgresql
def test_the_search_of_the_admin_reads_the_words_off_an_index(home):
    with CaptureQueriesContext(connection) as captured:
        list(Page.objects.search("gencler"))
    with connection.cursor() as cursor:  # of few rows, as the planner knows them to be, any index is as good
        cursor.execute(MANY_ENTRIES)
        cursor.execute("ANALYZE wagtailsearch_indexentry")
    assert "core_indexentry_words" in plan(captured.captured_queries[-1]["sql"], avoided=("nestloop",))


def test_a_footer_and_a_picture_are_rendered_once_a_generation(demo, client, home, monkeypatch):
    from django.template import Template

    rendered = []
    original = Template._render

    def _render(self, context):
        rendered.append(self.name)
        return original(self, context)

    monkeypatch.setattr(Template, "_render", _render)
    section = NewsIndexPage.objects.get(locale=home.locale)
    for parts in (1, 0):
        rendered.clear()
        assert client.get(section.url).content.decode().count("<footer") == 1
        assert rendered.count("components/footer.html") == parts
    make_image()  # a change: a new generation
    rendered.clear()
    client.get(section.url)
    assert rendered.count("components/footer.html") == 1


def test_what_a_reader_chose_is_remembered_for_nobody(demo, client, home):
    section = NewsIndexPage.objects.get(locale=home.locale)
    generation.clear()
    chosen = client.get(section.url, {"kind": "news"}).content.decode()
    plain = client.get(section.url).content.decode()
    again = client.get(section.url, {"kind": "press_release"}).content.decode()
    assert '<option value="news" selected>' in chosen
    assert " selected>" not in plain
    assert '<option value="press_release" selected>' in again
    assert '<option value="news" selected>' not in again
