from wagtail.admin.panels import Panel

from projects.one_page.budgets import LETTERS, ROW_LETTERS, ROWS, allowed


class OnePageMeter(Panel):
    """While a project is written: how much of its room on one A4 each text takes. Counted by ``one-page-meter.js``."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/one_page/meter.html"

        class Media:
            js = ("admin/one-page-meter.js",)
            css = {"all": ("admin/one-page-meter.css",)}

        def get_context_data(self, parent_context=None):
            language = self.instance.language
            fields = [
                {
                    "label": self.instance._meta.get_field(name).verbose_name,
                    "name": name,
                    "allowed": allowed(letters, language),
                }
                for name, letters in LETTERS.items()
            ]
            rows = [
                {
                    "label": self.instance._meta.get_field(relation).related_model._meta.verbose_name,
                    "relation": relation,
                    "name": name,
                    "shown": ROWS[relation],
                    "allowed": allowed(letters, language),
                }
                for (relation, name), letters in ROW_LETTERS.items()
            ]
            return {**super().get_context_data(parent_context), "fields": fields, "rows": rows}
