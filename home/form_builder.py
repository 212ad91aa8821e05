"""The form a reader fills in, made from the questions of a page."""

import time

from django import forms
from django.core import signing
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.forms import BaseForm
from wagtail.contrib.forms.forms import FormBuilder as WagtailFormBuilder

from home.models.form_fields import FieldType

TRAP = "website"  # hidden from people; machines fill in whatever they find
TOKEN = "opened"  # when the form was opened, signed  # noqa: S105
QUICKEST = 3  # seconds in which nobody reads and fills in a form
LONGEST = 2 * 24 * 60 * 60
MAX_LENGTHS = {FieldType.NAME: 120, FieldType.SINGLELINE: 255, FieldType.MULTILINE: 5000}
is_telephone_number = RegexValidator(
    r"^\+?[0-9 ()./-]{5,}\Z", gettext_lazy("Write a telephone number: only digits, spaces and “+”.")
)


class ReaderForm(BaseForm):
    """Refuses what no person sent, and says so: whoever is taken for a machine by mistake loses nothing."""

    trap_name, token_name = TRAP, TOKEN

    def clean(self):
        cleaned = super().clean()
        age = self.age()
        if self.data.get(TRAP):
            self.add_error(None, _("A field was filled in that nobody can see. Please send the form once more."))
        elif self.errors:
            pass  # putting them right takes time
        elif age is None:
            self.add_error(None, _("The form was open for very long. Please send it once more."))
        elif age < QUICKEST:
            self.add_error(None, _("That was very quick. Please look through your answers, then send them."))
        return cleaned

    def age(self):
        """Seconds since the form was opened, or ``None`` if it can't be known or is too long ago."""
        try:
            age = time.time() - signing.loads(self.data.get(TOKEN, ""), salt=self.salt)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return age if 0 <= age <= LONGEST else None  # below: the clock was set back

    @property
    def token(self):
        """The one the form came with, as long as it is good: who was too quick need not wait anew."""
        if self.is_bound and self.age() is not None:
            return self.data[TOKEN]
        return signing.dumps(int(time.time()), salt=self.salt)

    @property
    def salt(self):
        return f"form:{self.page.translation_key}"


class FormBuilder(WagtailFormBuilder):
    RESERVED = (TRAP, TOKEN, "csrfmiddlewaretoken")

    def __init__(self, fields):
        super().__init__([field for field in fields if self.can_be_answered(field)])

    @staticmethod
    def can_be_answered(field):
        """A translation may know of a question that is to be chosen before its choices are translated."""
        return field.field_type not in FieldType.choosing() or bool(field.choices)

    def get_form_class(self):
        fields = self.formfields
        for field in fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut what is pasted, without a word; we say it
        return type("Form", (ReaderForm,), fields)

    def get_field_options(self, field):
        return {"label": field.label, "help_text": field.help_text, "required": field.required}

    def get_formatted_field_choices(self, field):
        return [(choice.id, choice.value) for choice in field.choices]

    def create_text(self, field, options, **attrs):
        options.update(max_length=MAX_LENGTHS[field.field_type], initial=field.default_value)
        widget = forms.Textarea if field.field_type == FieldType.MULTILINE else forms.TextInput
        return forms.CharField(widget=widget(attrs=attrs), **options)

    def create_singleline_field(self, field, options):
        return self.create_text(field, options)

    def create_multiline_field(self, field, options):
        return self.create_text(field, options, rows=8)

    def create_name_field(self, field, options):
        return self.create_text(field, options, autocomplete="name")

    def create_email_field(self, field, options):
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        return forms.EmailField(max_length=254, widget=widget, **options)

    def create_tel_field(self, field, options):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        return forms.CharField(max_length=40, widget=widget, validators=[is_telephone_number], **options)

    def create_number_field(self, field, options):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.DecimalField(max_digits=15, decimal_places=4, localize=True, widget=widget, **options)

    def create_date_field(self, field, options):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y"], **options)

    def create_radio_field(self, field, options):
        choices = self.get_formatted_field_choices(field)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)

    def create_dropdown_field(self, field, options):
        return forms.ChoiceField(choices=[("", _("Choose …")), *self.get_formatted_field_choices(field)], **options)

    def create_checkboxes_field(self, field, options):
        choices = self.get_formatted_field_choices(field)
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)

    def create_checkbox_field(self, field, options):
        return forms.BooleanField(**options)

    def create_consent_field(self, field, options):
        options.update(required=True, error_messages={"required": _("Please tick the box: without it we can't go on.")})
        return forms.BooleanField(**options)
