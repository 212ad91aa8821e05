"""Indexes on Wagtail's own tables, without which a look-up reads every page. See docs/decisions/queries.md.

They are no part of any model's state: Wagtail's migrations know nothing of them.
"""

from django.db import migrations

INDEXES = {  # name: (table, what is indexed on PostgreSQL, and elsewhere)
    # A page by its address, once a generation for each address. By hash: an address may be too long for a tree.
    "core_page_url_path": ("wagtailcore_page", "USING hash (url_path)", "(url_path)"),
    # The few pages below the home pages, among all that lie deeper: menus.
    "core_page_menu": ("wagtailcore_page", "(depth, path) WHERE depth <= 3", None),
    # What the admin's search asks: one condition on both columns, then the pages by their numbers as text.
    "core_indexentry_words": ("wagtailsearch_indexentry", "USING gin ((title || body))", None),
    "core_page_number_as_text": ("wagtailcore_page", "((id::varchar(50)))", None),
}


def create(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for name, (table, there, elsewhere) in INDEXES.items():
        indexed = there if is_postgresql else elsewhere
        if indexed:
            schema_editor.execute(f"CREATE INDEX {name} ON {table} {indexed}")


def drop(apps, schema_editor):
    for name in INDEXES:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_backups"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create, drop, elidable=False)]
