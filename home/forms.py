"""The form in which a form is written: it begins with what every contact form asks, and says what is missing."""

from django.utils.translation import gettext, override

from core.forms import PageForm
from core.languages import source_language
from home.models.form_fields import FieldType


def problems(rows):
    """What keeps a form from being published: ``[(index of the row or None, message)]``.

    ``rows`` are ``(label, field_type, choices)``.
    """
    if not rows:
        return [(None, gettext("The form asks nothing yet. Add a question, then publish it."))]
    message = gettext("“%(question)s” has no choices. Add them, or choose another kind of answer.")
    return [
        (index, message % {"question": label})
        for index, (label, field_type, choices) in enumerate(rows)
        if field_type in FieldType.choosing() and not choices
    ]


class FormPageForm(PageForm):
    def __init__(self, *args, **kwargs):
        instance, is_bound = kwargs.get("instance"), bool(args) or kwargs.get("data") is not None
        if instance is not None and instance.pk is None and not is_bound and not instance.form_fields.all():
            instance.form_fields = first_questions(type(instance))
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if "form_fields" in self.formsets and not self.is_deferred_validation:
            forms = [form for form in self.formsets["form_fields"].forms if is_left(form)]
            rows = [[form.cleaned_data[name] for name in ("label", "field_type", "choices")] for form in forms]
            for index, message in problems(rows):
                if index is None:
                    self.add_error(None, message)
                else:
                    forms[index].add_error("choices", message)
        return cleaned


def is_left(form):
    return form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")


def first_questions(model):
    """Name, e-mail and message, in the language in which pages begin."""
    row = model._meta.get_field("form_fields").related_model
    with override(source_language()):
        asked = [
            (gettext("Your name"), FieldType.NAME),
            (gettext("Your e-mail address"), FieldType.EMAIL),
            (gettext("Your message"), FieldType.MULTILINE),
        ]
    return [
        row(label=label, field_type=field_type, sort_order=index) for index, (label, field_type) in enumerate(asked)
    ]
