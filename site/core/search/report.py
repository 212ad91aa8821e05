"""The editors' list of what readers searched and did not find: what to write, or which word to put on a page."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from core.images.report import DayColumn
from core.languages import content_languages
from core.models import SearchMiss


class MissFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=content_languages)

    class Meta:
        model = SearchMiss
        fields = []


class LanguageColumn(Column):
    def get_value(self, instance):
        return dict(content_languages()).get(instance.language, instance.language)


class MissReport(ReportView):
    model = SearchMiss
    page_title = _("Searches that found nothing")
    header_icon = "search"
    index_url_name = "core_search:index"
    index_results_url_name = "core_search:index_results"
    results_template_name = "core_admin/search/results.html"
    filterset_class = MissFilterSet
    columns = [
        Column("query", label=pgettext_lazy("what somebody searched", "Searched")),
        LanguageColumn("language", label=_("Language")),
        DayColumn("day", label=pgettext_lazy("of the year", "Day")),
        Column("count", label=_("How often")),
    ]
    list_export = ["query", "language", "day", "count"]
