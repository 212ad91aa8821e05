from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.fields import facts
from core.languages import source_language
from core.models import RegistryRecord
from core.restrictions import public

DEFAULT_HUE = 200


class SiteIdentity(RegistryRecord):
    """Whose site it is: the name over every page, the contacts under it, the colour between. One record."""

    is_a_setting = True

    name = models.CharField(_("name of the site"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        "projects.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    logo = models.ForeignKey(
        "core.SiteImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hue = models.PositiveSmallIntegerField(
        _("colour"),
        default=DEFAULT_HUE,
        validators=[MaxValueValidator(359)],
        help_text=_(
            "The hue of links and buttons, 0 to 359 degrees: 30 red, 90 yellow, 150 green, 260 blue, 320 purple."
        ),
    )
    address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    social_links = models.TextField(_("social networks"), blank=True, help_text=_("One address per line."))

    override_translatable_fields = facts("logo", "hue", "email", "phone", "social_links")
    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("logo"), FieldPanel("hue")]),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("social_links"),
            ],
            heading=_("Contacts"),
        ),
    ]

    class Meta(RegistryRecord.Meta):
        verbose_name = _("site identity")
        verbose_name_plural = _("site identity")

    @property
    def social_addresses(self):
        lines = (line.strip() for line in self.social_links.splitlines())
        return [line for line in lines if line.startswith("https://")]

    @property
    def privacy_page(self):
        """The live one in the source language, or ``None``."""
        from home.models.privacy import PrivacyPage

        pages = public(PrivacyPage.objects.live()).filter(locale__language_code=source_language())
        return pages.order_by("path").first()

    @property
    def form_address(self):
        """The full address of the first form of the site, for who has no other way to write to us."""
        from home.models.forms import FormPage

        form = public(FormPage.objects.live()).filter(locale__language_code=source_language()).order_by("path").first()
        return form.full_url if form else ""
