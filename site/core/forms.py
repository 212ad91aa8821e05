"""The form in which pages are written: slugs by rule, and pictures that are described."""

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.admin.widgets import SlugInput as WagtailSlugInput
from wagtail.coreutils import find_available_slug

from core.content_checks import refuse_file_name
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
        for field in self.fields.values():
            # Django's guard for defaults that are computed expects a hidden copy that Wagtail does not render: every
            # form would count as changed, and an approval as an edit that has to be approved again.
            field.show_hidden_initial = False
        if field := self.fields.get("slug"):
            self.fields["slug"] = SlugField(
                label=field.label, help_text=field.help_text, required=field.required, widget=field.widget
            )

    def clean(self):
        self.find_free_slug()
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

    def clean_lead_image_alt(self):
        text = self.cleaned_data["lead_image_alt"]
        if not self.is_deferred_validation:
            refuse_file_name(text)
        return text

    def find_free_slug(self):
        """A second page of one title gets a number, as pages made in code do: nobody has to know what a slug is."""
        slug = self.cleaned_data.get("slug")
        if slug and self.parent_page:
            self.cleaned_data["slug"] = find_available_slug(self.parent_page, slug, ignore_page_id=self.instance.pk)

    def rows_left(self, relation):
        """The rows of an inline that will be there after saving: what ``clean`` needs before they are saved."""
        return [
            form.cleaned_data
            for form in self.formsets[relation].forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]


class CopyForm(WagtailCopyForm):
    """Without aliases: what a page shows is written on it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
