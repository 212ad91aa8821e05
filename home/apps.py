from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        post_migrate.connect(set_up_after_migrate, sender=self)


def set_up_after_migrate(sender, plan=(), using="default", **kwargs):
    from django.db import connections
    from home.models import HomePage
    from home.site_setup import set_up_site

    tables = connections[using].introspection.table_names()
    if HomePage._meta.db_table in tables:
        set_up_site()
