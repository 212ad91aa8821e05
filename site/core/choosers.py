"""Choosers of registry records: the source language's records only, found whatever letters are typed."""

from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from core.alphabet import in_alphabet
from core.languages import fold, source_language


class FoldedSearchForm(SearchFilterMixin, BaseFilterForm):
    def clean_q(self):
        return fold(self.cleaned_data["q"])


class SourceRecordsMixin:
    """An editor writes in the source language; wagtail-localize points each translation to its own record."""

    filter_form_class = FoldedSearchForm
    i18n_enabled = False
    only = {}  # a further filter, for a chooser of one kind

    def get_object_list(self):
        return self.model_class.objects.source().filter(**self.only)

    def apply_object_list_ordering(self, objects):
        return in_alphabet(super().apply_object_list_ordering(objects), source_language())


class RegistryChooseView(SourceRecordsMixin, ChooseView):
    pass


class RegistryChooseResultsView(SourceRecordsMixin, ChooseResultsView):
    pass


class RegistryChooserViewSet(SnippetChooserViewSet):
    choose_view_class = RegistryChooseView
    choose_results_view_class = RegistryChooseResultsView
