"""Which operations of a migration the version before can live with (docs/operations.md, “Migrations”)."""

from math import inf

from django.db import migrations, models
from django.db.models.fields import NOT_PROVIDED

CONTRACTS = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
    migrations.AddConstraint,
    migrations.AlterUniqueTogether,
)


def faults(migration, state):
    """What of it breaks the version before, one sentence each. ``state``: of the models before it; it is changed."""
    found, new = [], set()  # which the version before knows nothing of
    for operation in migration.operations:
        if isinstance(operation, migrations.CreateModel):
            new.add(operation.name_lower)
        is_of_new = getattr(operation, "model_name_lower", None) in new
        if not is_of_new and (reason := breaks(operation, state, migration.app_label)):
            found.append(f"{migration.app_label}.{migration.name}: {operation.describe()}: {reason}")
        operation.state_forwards(migration.app_label, state)
    return [] if getattr(migration, "contracts", "") else found


def breaks(operation, state, app_label):
    if isinstance(operation, CONTRACTS):
        return "the version before still uses what it takes away or forbids"
    if isinstance(operation, migrations.AddField) and not may_be_left_out(operation.field):
        return "the version before leaves the new column out: give it a db_default, or null=True"
    if isinstance(operation, migrations.AlterField):
        before = state.models[app_label, operation.model_name.lower()].fields[operation.name]
        return narrows(before, operation.field)
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return next(filter(None, (breaks(one, state, app_label) for one in operation.database_operations)), "")
    return ""


def may_be_left_out(field):
    is_column = not field.many_to_many
    return not is_column or field.null or getattr(field, "db_default", NOT_PROVIDED) is not NOT_PROVIDED


def narrows(before, after):
    if before.null and not after.null:
        return "the version before may write NULL"
    if after.unique and not before.unique:
        return "the version before may write the same twice"
    if before.get_internal_type() != after.get_internal_type() and not widens(before, after):
        return "another type"
    if (after.max_length or inf) < (before.max_length or inf):
        return "the version before may write more"
    return ""


def widens(before, after):
    return isinstance(after, models.TextField) and isinstance(before, models.CharField)
