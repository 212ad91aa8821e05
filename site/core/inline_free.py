"""Wagtail's admin without scripts within its pages: what they would start is said in attributes, for a policy that lets
no such script run (wagtail/wagtail#1288). ``static/admin/starter.js`` does it; beside this there are templates.
"""

import json
from functools import wraps

from django.template.loader import render_to_string
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput, BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

from core.patching import wrap


def apply():
    for widget in (AdminDateInput, AdminTimeInput, AdminDateTimeInput):
        wrap(widget, "get_context", _with_arguments)
    wrap(BaseChooser, "render", _started_by_attributes)


def _with_arguments(original):
    @wraps(original)
    def get_context(self, name, value, attrs):
        context = original(self, name, value, attrs)
        widget = context["widget"]
        widget["starter_arguments"] = json.dumps([widget["attrs"].get("id"), self.get_config()])
        return context

    return get_context


def _started_by_attributes(original):
    @wraps(original)
    def render(self, name, value, attrs=None, renderer=None):
        data = self.get_value_data(value)
        html = self.render_html(name, data, attrs)
        return html + starter(*_started(self, attrs["id"], name, data))

    return render


def _started(chooser, id_, name, data):
    if isinstance(chooser, AdminTaskChooser):
        return "createTaskChooser", id_
    return chooser.js_constructor, id_, chooser.get_js_init_options(id_, name, data)


def starter(name, *arguments):
    return render_to_string("wagtailadmin/starter.html", {"name": name, "arguments": json.dumps(arguments)})
