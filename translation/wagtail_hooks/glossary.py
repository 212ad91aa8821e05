"""The glossary in the admin: a registry like the others, beside them in the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import StatusFlagColumn
from wagtail.snippets.models import register_snippet

from core.choosers import RegistryChooserViewSet
from core.viewsets import RecordViewSet
from translation.models import GlossaryTerm


class GlossaryChooserViewSet(RegistryChooserViewSet):
    form_fields = ["name"]  # Wagtail's own breaks without any


class GlossaryViewSet(RecordViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 260
    add_to_admin_menu = True
    chooser_viewset_class = GlossaryChooserViewSet
    list_display = ["name", "note", StatusFlagColumn("is_kept", label=_("Names"), true_label=_("stays as it is"))]
    list_export = ["name", "note", "is_kept", "locale"]


register_snippet(GlossaryViewSet)
