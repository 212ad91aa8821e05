from django.utils.translation import gettext_lazy as _

from core.models import IndexPage
from projects.models.filters import PROJECT_FILTERS
from projects.models.project import ProjectPage


class ProjectIndexPage(IndexPage):
    item_model = ProjectPage
    filters = PROJECT_FILTERS
    parent_page_types = ["home.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    template = "pages/project_index_page.html"

    class Meta:
        verbose_name = _("project list")
        verbose_name_plural = _("project lists")

    def items(self):
        return super().items().for_cards()
