from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """The translators' workbench: a wing of its own. It imports core only and knows no page type by name."""

    name = "translation"

    def ready(self):
        from translation import retention
        from translation.aids import proofing  # noqa: F401
        from translation.board import signal_handlers  # noqa: F401
        from translation.talk import history  # noqa: F401
        from translation.together import guard, schedule  # noqa: F401
        from translation.work import staleness  # noqa: F401

        guard.apply()
        retention.register_all()
