"""The one list of what people sent with a form, in all languages."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListFilterSet, SubmissionsListView

from core.languages import content_languages
from core.spreadsheets import as_text
from home.models import FormPage
from home.models.forms import COLUMNS


class SubmissionsFilterSet(SubmissionsListFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=content_languages)


class SubmissionsList(SubmissionsListView):
    page_title = _("What people sent")
    results_template_name = "admin/submissions.html"
    filterset_class = SubmissionsFilterSet
    orderable_fields = ("id", "submit_time", "language")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for submission, row in zip(context["submissions"], context.get("data_rows", ()), strict=False):
            row["language"] = submission.language
        return {**context, "data_columns": len(COLUMNS), "may_delete": may_delete(self.request.user, self.form_page)}

    def write_csv_row(self, writer, row_dict):
        return super().write_csv_row(writer, {key: as_text(value) for key, value in row_dict.items()})


class DeleteSubmissions(DeleteSubmissionsView):
    """Wagtail's is open to everybody who sees the list."""

    def dispatch(self, request, *args, **kwargs):
        if not may_delete(request.user, get_object_or_404(FormPage, pk=kwargs["page_id"])):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def may_delete(user, page):
    return page.permissions_for_user(user).can_publish()
