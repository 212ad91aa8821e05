from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from projects import structured_data  # noqa: F401
        from projects.one_page import signal_handlers  # noqa: F401
