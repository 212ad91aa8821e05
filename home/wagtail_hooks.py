from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import SiteIdentity


class SiteIdentityViewSet(SnippetViewSet):
    model = SiteIdentity
    icon = "home"
    menu_order = 900
    add_to_settings_menu = True
    list_display = ["name", "organisation"]


register_snippet(SiteIdentityViewSet)
