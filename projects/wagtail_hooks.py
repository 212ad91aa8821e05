from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.viewsets import RecordViewSet
from projects import choosers
from projects.models import Organisation, Person, Place, SchoolPartnership, Theme


class OrganisationFilterSet(WagtailFilterSet):
    class Meta:
        model = Organisation
        fields = ["kind"]


class OrganisationViewSet(RecordViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "short_name", "kind", "place"]
    filterset_class = OrganisationFilterSet
    chooser_viewset_class = choosers.OrganisationChooserViewSet


class PersonViewSet(RecordViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "latin_name", "organisation"]
    chooser_viewset_class = choosers.PersonChooserViewSet


class PlaceViewSet(RecordViewSet):
    model = Place
    icon = "site"
    list_display = ["name", "kind", "parent"]
    chooser_viewset_class = choosers.PlaceChooserViewSet


class ThemeViewSet(RecordViewSet):
    model = Theme
    icon = "tag"
    list_display = ["name", "code"]
    chooser_viewset_class = choosers.ThemeChooserViewSet


class SchoolPartnershipViewSet(RecordViewSet):
    model = SchoolPartnership
    icon = "link"
    list_display = ["__str__", "starts_on", "ends_on", "state"]


class DirectoryGroup(SnippetViewSetGroup):
    """The registries, under one item of the menu."""

    menu_label = _("Directory")
    menu_icon = "list-ul"
    menu_order = 250
    items = (OrganisationViewSet, PersonViewSet, PlaceViewSet, ThemeViewSet, SchoolPartnershipViewSet)


register_snippet(DirectoryGroup)


@hooks.register("register_admin_viewset")
def register_school_chooser():
    return choosers.school_chooser
