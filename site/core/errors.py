"""Pages for what went wrong so early, or so badly, that neither the request's body nor the database may be asked."""

from django.http import HttpResponse
from django.template import loader


def error_page(template, status):
    return HttpResponse(loader.get_template(template).render(), status=status)
