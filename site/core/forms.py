"""The form in which pages are written: slugs by rule."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput as WagtailSlugInput

from core.languages import slugify


class SlugInput(WagtailSlugInput):
    """Wagtail's, but what is typed or pasted is transliterated like a title: its own way drops ə and ı."""

    def __init__(self, attrs=None, formatters=()):
        action = "blur->w-slug#urlify w-sync:check->w-slug#compare w-sync:apply->w-slug#urlify:prevent"
        super().__init__(attrs={"data-action": action, **(attrs or {})}, formatters=formatters)


class SlugField(forms.SlugField):
    def to_python(self, value):
        return slugify(super().to_python(value))


class PageForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("slug"):
            self.fields["slug"] = SlugField(
                label=field.label, help_text=field.help_text, required=field.required, widget=field.widget
            )

    def clean(self):
        cleaned = super().clean()
        for relation in self.formsets:
            numbers = [row.get("number") for row in self.rows_left(relation) if row.get("number")]
            twice = sorted({number for number in numbers if numbers.count(number) > 1})
            if twice:
                message = _(
                    "Two rows have the number %(number)s. Others refer to a row by its number: give each its own."
                )
                self.add_error(None, message % {"number": twice[0]})
        return cleaned

    def rows_left(self, relation):
        """The rows of an inline that will be there after saving: what ``clean`` needs before they are saved."""
        return [
            form.cleaned_data
            for form in self.formsets[relation].forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
