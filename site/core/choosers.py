"""Choosers of registry records: the source language's records only."""

from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from core import generation
from core.alphabet import in_alphabet
from core.languages import source_language


class SourceRecordsMixin:
    """An editor writes in the source language; wagtail-localize points each translation to its own record."""

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


class RegistryChooser(AdminSnippetChooser):
    """A page has a chooser for each of its rows, and most of them name the same few records: each is looked up once a
    generation, which every change of a record raises.
    """

    def get_instance(self, value):
        if value is None or isinstance(value, self.model_class):
            return value
        return generation.remember(
            ("chosen", self.model_class, value), lambda: super(RegistryChooser, self).get_instance(value)
        )


class RegistryChooserViewSet(SnippetChooserViewSet):
    base_widget_class = RegistryChooser
    choose_view_class = RegistryChooseView
    choose_results_view_class = RegistryChooseResultsView
