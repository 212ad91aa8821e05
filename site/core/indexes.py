from copy import copy

from django.db import connections
from django.db.models import Index


class LatestFirst(Index):
    """For lists in the order ``F("date").desc(nulls_last=True), "-pk"``: the first dozen is read off the index, however
    many there are. PostgreSQL uses it for such an order only if it was made with it; SQLite takes no NULLS LAST in an
    index, and has them last anyway.
    """

    def __init__(self, field, *, name):
        super().__init__(fields=[f"-{field}", "-page_ptr"], name=name)

    def deconstruct(self):
        path, _args, _kwargs = super().deconstruct()
        return path, [self.fields[0].removeprefix("-")], {"name": self.name}

    def clone(self):
        return type(self)(self.fields[0].removeprefix("-"), name=self.name)

    def create_sql(self, model, schema_editor, using="", **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **kwargs)
        index = copy(self)
        (field, order), *others = self.fields_orders
        index.fields_orders = [(field, f"{order} NULLS LAST"), *others]
        return super(LatestFirst, index).create_sql(model, schema_editor, using, **kwargs)


def read_off_its_index(pages):
    """``pages`` in such an order, whose own table is looked at before Wagtail's: SQLite takes no heed of LIMIT when it
    chooses, and would sort all pages of a language for a dozen (its CROSS JOIN is an INNER JOIN in the order written).
    """
    if connections[pages.db].vendor == "sqlite":
        joins = pages.query.alias_map
        for alias, join in joins.items():
            if join.join_type == "INNER JOIN" and join.parent_alias == pages.model._meta.db_table:
                joins[alias] = copy(join)
                joins[alias].join_type = "CROSS JOIN"
    return pages
