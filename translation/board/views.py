"""The board: how far every page and record is in every language."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail_localize.models import SourceDeletedError, Translation

from core.localize.permissions import visible_targets
from core.localize.submission import may_edit
from core.spreadsheets import as_text
from translation.board.columns import columns_for
from translation.board.filters import BoardFilterSet
from translation.board.lines import KEYS, Lines
from translation.board.sight import Sight
from translation.work.states import State


class Board(ReportView):
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_board:index"
    index_results_url_name = "translation_board:index_results"
    results_template_name = "translation/board/board.html"
    filterset_class = BoardFilterSet
    is_searchable = True
    default_ordering = "-changed"
    export_filename = "translations"
    table_classname = "listing translation-board"
    export_headings = {
        "source.title": gettext_lazy("Title"),
        "source.kind": gettext_lazy("Kind"),
        "source.section": gettext_lazy("Section"),
        "language": gettext_lazy("Language"),
        "state.label": gettext_lazy("State"),
        "is_stale": gettext_lazy("The original has changed"),
        "is_by_hand": gettext_lazy("Written by hand"),
        "days": gettext_lazy("Days"),
        "open_words": gettext_lazy("Words to do"),
        "words": gettext_lazy("Words"),
        "translator": gettext_lazy("Translator"),
        "due_on": gettext_lazy("Due"),
    }
    list_export = list(export_headings)

    def dispatch(self, request, *args, **kwargs):
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locales(self):
        return visible_targets(self.request.user)

    @cached_property
    def columns(self):
        return columns_for(self.locales)

    @cached_property
    def sight(self):
        return Sight(self.request.user, self.locales)

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "sight": self.sight}

    def get_filtered_queryset(self):
        return Lines(self.sight, self.filters.selection(self.search_query), self.ordering)

    def get_valid_orderings(self):
        return [f"{sign}{key}" for key in KEYS for sign in ("", "-")]

    @property
    def more_orderings(self):
        """By what stands within the columns of the languages."""
        offered = [("-words", _("Words to do")), ("-age", _("Days")), ("due", _("Due"))]
        query = {name: values for name, values in self.request.GET.lists() if name != self.page_kwarg}
        for ordering, label in offered:
            url = set_query_params(self.index_url, {**query, "ordering": ordering})
            yield {"url": url, "label": label, "is_current": self.ordering == ordering}

    def get_context_data(self, **kwargs):
        totals = [] if self.is_export else self.object_list.totals
        return {**super().get_context_data(**kwargs), "totals": totals, "states": list(State)}

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("Queue"), url=reverse("translation_queue:index"), icon_name="list-ul")]

    def as_spreadsheet(self, sources, spreadsheet_format):
        """A line for each page and language."""
        versions = (version for source in sources for version in source.selected)
        return super().as_spreadsheet(versions, spreadsheet_format)

    def preprocess_field_value(self, field, value, export_format):
        """Wagtail keeps formulas out of XLSX, and not out of CSV."""
        value = super().preprocess_field_value(field, value, export_format)
        return as_text(value) if export_format == self.FORMAT_CSV else value


@require_safe
def to_board(request):
    """wagtail-localize's own report, of which people may have the address."""
    return redirect("translation_board:index")


@require_safe
def open_text(request, translation_id):
    """The editor of a translation: of a record the board knows only the translation."""
    return to_editor(request, translation_id, Translation.get_target_instance)


@require_safe
def open_original(request, translation_id):
    return to_editor(request, translation_id, lambda translation: translation.source.get_source_instance())


def to_editor(request, translation_id, instance_of):
    translation = get_object_or_404(Translation.objects.select_related("source", "target_locale"), pk=translation_id)
    try:
        instance = instance_of(translation)
    except (ObjectDoesNotExist, SourceDeletedError):
        messages.error(request, _("It has been deleted meanwhile."))
        return redirect("translation_board:index")
    address = AdminURLFinder(request.user).get_edit_url(instance) if may_edit(request.user, instance) else None
    if address is None:
        raise PermissionDenied
    return redirect(address)
