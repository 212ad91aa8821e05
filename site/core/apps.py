from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import publication, search, signal_handlers  # noqa: F401
        from core.localize import patches, registry, slugs  # noqa: F401

        patches.apply()
        publication.ask_before_publishing()
        search.escape_lexemes()
