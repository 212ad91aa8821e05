"""The glossary in the admin: a registry like the others, beside them in the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from core.viewsets import RecordViewSet
from translation.models import GlossaryTerm


class GlossaryViewSet(RecordViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["name", "note", "is_kept"]
    list_export = ["name", "note", "is_kept", "locale"]


register_snippet(GlossaryViewSet)
