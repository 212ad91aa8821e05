"""The privacy page: what holds for every site of this kind stands in its template, true to what the software does."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.search import index

from core.blocks import BodyBlock
from core.fields import StreamField
from core.models import BasePage
from core.restrictions import public


class PrivacyPage(BasePage):
    """Its own words come first: who answers for the site. What is kept and for how long follows by itself."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        HelpPanel(
            _(
                "Say who answers for this site, and whatever your law wants besides. What the site keeps, for how long, who "
                "sees it and what people may ask for stands below your text by itself, in every language."
            )
        ),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    card_kind = ""
    template = "pages/privacy_page.html"

    class Meta:
        verbose_name = _("privacy page")
        verbose_name_plural = _("privacy pages")

    def get_context(self, request, *args, **kwargs):
        from home.models.forms import FormPage

        context = super().get_context(request, *args, **kwargs)
        forms = public(FormPage.objects.live()).filter(locale_id=self.locale_id)
        return {**context, "forms": list(forms.order_by("path"))}
