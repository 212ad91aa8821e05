from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from core.open_data import register
        from projects import structured_data  # noqa: F401
        from projects.one_page import signal_handlers  # noqa: F401
        from projects.open_data.projects import PROJECTS
        from projects.open_data.proposals import PROPOSALS
        from projects.open_data.surveys import SURVEYS

        register(PROJECTS, SURVEYS, PROPOSALS)
