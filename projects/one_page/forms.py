from core.forms import PageForm
from projects.one_page.budgets import LETTERS, ROW_LETTERS, ROWS, allowed, one_line
from projects.one_page.refusal import advice


class OnePageForm(PageForm):
    """Says at each field how much of it would not fit, so that nothing of what was typed is lost by a refusal."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            language = self.instance.language
            for name, letters in LETTERS.items():
                if name in self.fields:
                    self.refuse_if_too_long(self, name, allowed(letters, language))
            for (relation, name), letters in ROW_LETTERS.items():
                for row in self.shown_rows(relation):
                    self.refuse_if_too_long(row, name, allowed(letters, language))
        return cleaned

    def refuse_if_too_long(self, form, name, letters):
        excess = len(one_line(form.cleaned_data.get(name) or "")) - letters
        if excess > 0:
            form.add_error(name, advice((form.fields[name].label, excess, letters)))

    def shown_rows(self, relation):
        formset = self.formsets.get(relation)
        forms = [form for form in formset.forms if form.is_valid() and form.cleaned_data] if formset else []
        left = [form for form in forms if not form.cleaned_data.get("DELETE")]
        return sorted(left, key=place_of)[: ROWS[relation]]


def place_of(form):
    """Rows with a number stand first, in its order, as on the page."""
    return form.cleaned_data.get("number") or 10_000, form.cleaned_data.get("ORDER") or 0
