from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from translation.offline.selection import RECORDS, sections, target_locales


class Format(models.TextChoices):
    XLIFF = "xliff", _("XLIFF 1.2: for Trados, memoQ, OmegaT, Poedit and most others")
    PO = "po", _("PO: for Poedit, OmegaT, Weblate and other tools of gettext")


class Amount(models.TextChoices):
    OPEN = "open", _("What has open texts")
    ALL = "all", _("What is translated already, too")


class LocaleField(forms.ModelChoiceField):
    def label_from_instance(self, locale):
        return locale.language_name_local


class FormatForm(forms.Form):
    locale = LocaleField(label=_("Language"), queryset=Locale.objects.none(), empty_label=None)
    format = forms.ChoiceField(label=_("Format"), choices=Format, initial=Format.XLIFF, widget=forms.RadioSelect)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locale"].queryset = target_locales(user)


class TakeAlongForm(FormatForm):
    amount = forms.ChoiceField(
        label=_("How much"),
        choices=Amount,
        initial=Amount.OPEN,
        widget=forms.RadioSelect,
        help_text=_("A page comes with all its texts, so that nobody translates out of context."),
    )
    section = forms.ChoiceField(label=_("From where"), required=False)
    field_order = ["locale", "amount", "section", "format"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everywhere = [("", _("The whole site")), *sections(), (RECORDS, _("Records: people, places and the like"))]
        self.fields["section"].choices = everywhere


class SelectedPagesForm(FormatForm):
    include_descendants = forms.BooleanField(label=_("With the pages below"), required=False)


class BringBackForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("One PO or XLIFF file, or a zip file of many. What it says of itself decides where it belongs."),
        widget=forms.FileInput(attrs={"accept": ".po,.xlf,.xliff,.zip"}),
    )
