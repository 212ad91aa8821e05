from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from core.choosers import RegistryChooserViewSet, SourceRecordsMixin


class OrganisationChooserViewSet(RegistryChooserViewSet):
    form_fields = ["name", "short_name", "kind", "url"]


class PersonChooserViewSet(RegistryChooserViewSet):
    form_fields = ["name", "latin_name", "organisation"]


class PlaceChooserViewSet(RegistryChooserViewSet):
    form_fields = ["name", "kind", "parent"]


class ThemeChooserViewSet(RegistryChooserViewSet):
    form_fields = ["name"]


class SchoolsMixin(SourceRecordsMixin):
    only = {"kind": "school"}


class SchoolChooseView(SchoolsMixin, ChooseView):
    pass


class SchoolChooseResultsView(SchoolsMixin, ChooseResultsView):
    pass


class SchoolChooserViewSet(ChooserViewSet):
    """Organisations that are schools."""

    model = "projects.Organisation"
    icon = "home"
    choose_one_text = _("Choose a school")
    choose_another_text = _("Choose another school")
    choose_view_class = SchoolChooseView
    choose_results_view_class = SchoolChooseResultsView
    register_widget = False


school_chooser = SchoolChooserViewSet("school_chooser")
