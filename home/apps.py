from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from django.contrib.auth.models import Group

        from home import retention, structured_data  # noqa: F401
        from home.roles import shown_name

        Group.__str__ = shown_name
        retention.register_all()
        last = [config for config in apps.get_app_configs() if config.models_module][
            -1
        ]  # each app's permissions are made at its own turn
        post_migrate.connect(set_up_after_migrate, sender=last)


def set_up_after_migrate(sender, using="default", **kwargs):
    from django.contrib.auth.management import create_permissions
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from home.site_setup import set_up_site

    executor = MigrationExecutor(connections[using])
    create_permissions(sender, verbosity=0, using=using)  # of the last app: its own receiver runs after this one
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):  # not while only some apps are migrated
        set_up_site()
