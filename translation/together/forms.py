from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Locale


class FutureField(forms.DateTimeField):
    widget = AdminDateTimeInput

    def clean(self, value):
        moment = super().clean(value)
        if moment and moment <= timezone.now():
            raise ValidationError(_("This time has passed. Give a later one, or publish now."))
        return moment


class TimeForm(forms.Form):
    at = FutureField(label=gettext_lazy("Date and time"))


class ReleaseForm(forms.Form):
    NOW, LATER = "now", "later"

    locales = forms.ModelMultipleChoiceField(
        Locale.objects.none(),
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    when = forms.ChoiceField(choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a given time"))])
    at = FutureField(label=gettext_lazy("Date and time"), required=False)

    def __init__(self, *args, locales, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locales"].queryset = Locale.objects.filter(pk__in=locales)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == self.LATER and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say when it is to be published."))
        return cleaned
