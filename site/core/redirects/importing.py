"""A list of old addresses, line by line: each becomes a redirect, or is said to be wrong."""

import csv
import io
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from core.redirects.rules import MAX_LENGTH, OF_PAGES, is_ours, own_path, page_at

HEADING = "from"  # what the first column is called, where the file says


@dataclass
class Line:
    """``problem`` is empty for a line that can be used; ``state`` is new, changed or same."""

    number: int
    old: str
    new: str
    redirect: Redirect = None
    state: str = ""
    problem: str = ""
    was: tuple = field(default=(), repr=False)


def read(data, site):
    """The lines of a CSV file, with commas, semicolons or tabs: the old address and the one of today."""
    text = data.decode("utf-8-sig")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines, known = [], {}
    for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (number == 1 and cells[0].casefold() == HEADING):
            continue
        line = understood(Line(number, cells[0], cells[1] if len(cells) > 1 else ""), site)
        if not line.problem and (before := known.setdefault(line.redirect.old_path, number)) != number:
            line.problem = _("the same old address as line %(number)s") % {"number": before}
        lines.append(line)
    return lines


def understood(line, site):
    if not line.old or not line.new:
        line.problem = _("needs two addresses, the old one and the one of today")
        return line
    old_path = Redirect.normalise_path(line.old)
    if len(old_path) > MAX_LENGTH:
        line.problem = _("the old address is too long")
        return line
    existing = Redirect.objects.filter(old_path=old_path, site=None).first()
    line.redirect = existing or Redirect(old_path=old_path)
    line.was = leads_to(line.redirect)
    line.problem = lead(line.redirect, line.new, site) or refused(line.redirect)
    line.state = "new" if existing is None else "same" if leads_to(line.redirect) == line.was else "changed"
    return line


def lead(redirect, target, site):
    """Let the redirect lead there; returns what is wrong with it. A page is kept as a page: it may move again."""
    if not is_ours(target):
        return _("leads off this site")
    page = page_at(target, site)
    path = own_path(target)
    if page is None and not is_answered(path):
        return _("nothing can be read at %(address)s") % {"address": target}
    redirect.redirect_page = page
    redirect.redirect_link = "" if page else site.root_url + path
    redirect.automatically_created = False
    return ""


def is_answered(path):
    """A view that is no page: the search, say. Files of pages are not asked for; their pages move."""
    from django.urls import Resolver404, resolve

    path = urlsplit(path).path
    with translation.override(translation.get_language_from_path(path)):
        try:
            return resolve(path).url_name not in OF_PAGES
        except Resolver404:
            return False


def refused(redirect):
    try:
        redirect.full_clean(validate_unique=False)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def leads_to(redirect):
    return redirect.redirect_page_id, redirect.redirect_link, redirect.is_permanent
