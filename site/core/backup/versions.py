"""Of which time a backup is, and whether this site can take it."""

import platform
import tomllib
from importlib.metadata import version

from django.conf import settings
from django.db.migrations.executor import MigrationExecutor

from core.backup.refusal import Refusal


def site_version():
    with open(settings.BASE_DIR / "pyproject.toml", "rb") as file:
        return tomllib.load(file)["project"]["version"]


def versions(connection):
    return {
        "site": site_version(),
        "django": version("django"),
        "wagtail": version("wagtail"),
        "python": platform.python_version(),
        "database": f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}",
    }


class State:
    """The migrations that a database has, beside those that the code knows."""

    def __init__(self, connection):
        self.executor = MigrationExecutor(connection)
        self.loader = self.executor.loader
        self.applied = self._known(self.loader.applied_migrations)

    def _known(self, keys):
        """Without those that were replaced by others, and those of apps that are no more."""
        return {key for key in keys if key in self.loader.graph.nodes}

    def described(self):
        found = {}
        for app, name in sorted(self.applied):
            found.setdefault(app, []).append(name)
        return found

    @property
    def is_current(self):
        return self.applied == set(self.loader.graph.nodes)

    def apps(self):
        """The models as the database has them now."""
        if self.is_current:
            from django.apps import apps

            return apps
        return self.loader.project_state(self._leaves(self.applied)).apps

    def refuse_unknown(self, described):
        """Refuse what a newer version made, and what is older than the database."""
        theirs = {(app, name) for app, names in described.items() for name in names}
        if unknown := {key for key in theirs if key not in self.loader.disk_migrations}:
            raise Refusal(
                f"The backup was made by a newer version of the site, with migrations this one lacks: {_listed(unknown)}. "
                "Install that version, then restore."
            )
        if newer := self.applied - self._known(theirs):
            raise Refusal(
                f"The backup is older than this database, which has further migrations: {_listed(newer)}. Restore it into "
                "a database without tables (a new one, not migrated): it is then brought to the state of the backup, "
                "filled, and migrated to today's."
            )

    def lacks(self, described):
        """The migrations of the backup that the database still needs."""
        return self._known((app, name) for app, names in described.items() for name in names) - self.applied

    def bring_to(self, described):
        wanted = self._known((app, name) for app, names in described.items() for name in names)
        self.executor.migrate(self._leaves(wanted))

    def _leaves(self, keys):
        nodes = self.loader.graph.node_map
        followed = {(parent.key, key[0]) for key in keys for parent in nodes[key].parents}
        return sorted(key for key in keys if (key, key[0]) not in followed)


def _listed(keys):
    shown = [f"{app}.{name}" for app, name in sorted(keys)]
    return ", ".join(shown[:5]) + (f" and {len(shown) - 5} more" if len(shown) > 5 else "")
