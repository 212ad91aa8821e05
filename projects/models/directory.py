"""The registries: who, where and about what. One record and one spelling a language, referred to from everywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.fields import AddressLanguageField, facts
from core.languages import slugify
from core.locales import source_locale
from core.models import RegistryRecord


class OrganisationKind(models.TextChoices):
    NGO = "ngo", _("Non-governmental organisation")
    STATE = "state", _("State body")
    LOCAL_GOVERNMENT = "local_government", _("Local government body")
    SCHOOL = "school", _("School")
    BUSINESS = "business", _("Business")
    ACADEMIC = "academic", _("Academic or research institution")
    MEDIA = "media", _("Media")
    INTERNATIONAL = "international", _("International organisation")


class PlaceKind(models.TextChoices):
    COUNTRY = "country", _("Country")
    CITY = "city", _("City")
    DISTRICT = "district", _("District")
    SETTLEMENT = "settlement", _("Settlement")


class Place(RegistryRecord):
    """A place within a place: settlement › district › city. Coordinates in WGS 84 degrees."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind)
    parent = models.ForeignKey(
        "self", verbose_name=_("lies in"), null=True, blank=True, on_delete=models.PROTECT, related_name="places_within"
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)

    override_translatable_fields = facts("kind", "latitude", "longitude")
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
    ]

    class Meta(RegistryRecord.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]


class Theme(RegistryRecord):
    name = models.CharField(_("name"), max_length=80)
    code = models.SlugField(
        _("code"),
        max_length=80,
        blank=True,
        help_text=_("The same in every language; used in addresses. Made from the name."),
    )

    override_translatable_fields = facts("code")
    panels = [FieldPanel("name"), FieldPanel("code")]

    class Meta(RegistryRecord.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def save(self, *args, **kwargs):
        self.code = self.code or slugify(self.name)[:80]
        super().save(*args, **kwargs)


class Organisation(RegistryRecord):
    name = models.CharField(_("name"), max_length=255)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    former_names = models.TextField(
        _("former names and other spellings"),
        blank=True,
        help_text=_("One per line. Readers find the organisation by them."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    iati_identifier = models.CharField(
        _("IATI organisation identifier"),
        max_length=60,
        blank=True,
        help_text=_("For example AZ-IVI-…, if there is one."),
    )
    url = models.URLField(_("website"), blank=True)
    url_language = AddressLanguageField()
    logo = models.ForeignKey(
        "core.SiteImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    override_translatable_fields = facts("kind", "iati_identifier", "url", "url_language", "logo")
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name"), FieldPanel("former_names")], heading=_("Names")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        FieldPanel("place"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("url"), FieldPanel("url_language")]),
                FieldPanel("logo"),
                FieldPanel("iati_identifier"),
            ],
            heading=_("Details"),
        ),
    ]

    search_fields = [*RegistryRecord.search_fields, index.FilterField("kind")]

    class Meta(RegistryRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    @property
    def spellings(self):
        return [self.name, self.short_name, *self.former_names.splitlines()]


class Person(RegistryRecord):
    """A person is named as they write themselves; readers of other languages get the spelling they can read."""

    names_a_person = True

    name = models.CharField(_("name"), max_length=120, help_text=_("As the person writes it."))
    latin_name = models.CharField(
        _("spelling in other languages"),
        max_length=120,
        blank=True,
        help_text=_("With the letters of English, if the name has others: Israyil Isgandarov."),
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    photo = models.ForeignKey(
        "core.SiteImage", verbose_name=_("photo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent_on = models.DateField(
        _("date of consent"), null=True, blank=True, help_text=_("A photo is shown only with a date here.")
    )

    override_translatable_fields = facts("name", "latin_name", "photo", "consent_on")
    panels = [
        FieldPanel("name"),
        FieldPanel("latin_name"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("photo"), FieldPanel("consent_on")]),
    ]

    class Meta(RegistryRecord.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.display_name

    def is_translated(self):
        return not self.is_source and bool(self.latin_name)

    @property
    def display_name(self):
        """The name for a reader of this copy's language."""
        if self.latin_name and self.locale_id != source_locale().id:
            return self.latin_name
        return self.name

    @property
    def spellings(self):
        return [self.name, self.latin_name]

    @property
    def shown_photo(self):
        return self.photo if self.consent_on else None
