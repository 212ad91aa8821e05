"""The tree of pages: everybody has a parent, and what is stored about the tree agrees with it."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core import generation
from translation.checks.base import Check, Problem
from translation.checks.site import HOME_DEPTH


class LostContent(Check):
    name = "lost-content"
    title = gettext_lazy("Pages without their content")
    advice = gettext_lazy("Bring the page back from a backup, or delete it with “manage.py fixtree”.")

    def find(self, site):
        types = {page.content_type_id for page in site.pages.values()}
        there = {}
        for content_type in ContentType.objects.filter(pk__in=types):
            model = content_type.model_class()
            there[content_type.pk] = set(model._base_manager.values_list("pk", flat=True)) if model else set()
        for page in site.pages.values():
            if page.pk not in there.get(page.content_type_id, ()):
                text = _("Of “%(title)s” only the name is left: what its kind of page holds is gone.")
                yield Problem(text % {"title": page.title}, is_repairable=False)


class LostParent(Check):
    name = "lost-parent"
    title = gettext_lazy("Pages whose parent is gone")
    remedy = gettext_lazy("The page moves below the home page of its language, as a draft.")
    advice = gettext_lazy("Bring the page's parent back from a backup, or delete the page with “manage.py fixtree”.")

    def find(self, site):
        for page in site.pages.values():
            steps = len(page.path) // Page.steplen
            if steps > 1 and site.parent(page) is None:
                text = _("The page above “%(title)s” is gone, so that nobody finds it in the tree.")
                home = site.homes.get(page.locale_id)
                is_repairable = home is not None and steps > HOME_DEPTH
                yield Problem(text % {"title": page.title}, page, is_repairable, {"home": home and home.pk})

    def repair(self, problem, user=None):
        page, home = Page.objects.get(pk=problem.about.pk), Page.objects.get(pk=problem.data["home"])
        paths = Page.objects.filter(path__startswith=home.path).exclude(pk=home.pk).values_list("path", flat=True)
        length = len(home.path) + Page.steplen
        last = max((Page._str2int(path[len(home.path) : length]) for path in paths), default=0)
        path = Page._get_path(home.path, HOME_DEPTH + 1, last + 1)
        Page._rewrite_node_path(page.path, path)
        Page.objects.filter(path__startswith=path, live=True).update(live=False, has_unpublished_changes=True)
        generation.advance()


class Counts(Check):
    """wagtail-localize can leave ``numchild`` at 0, and then nobody sees the pages below."""

    name = "counts"
    title = gettext_lazy("Wrong number of pages below a page")
    remedy = gettext_lazy("The pages are counted anew.")

    def find(self, site):
        below = {}
        for page in site.pages.values():
            parent = page.path[: -Page.steplen]
            below[parent] = below.get(parent, 0) + 1
        for page in site.pages.values():
            counted = {"depth": len(page.path) // Page.steplen, "numchild": below.get(page.path, 0)}
            if counted != {"depth": page.depth, "numchild": page.numchild}:
                text = _(
                    "“%(title)s” is stored with %(said)s pages below it, on level %(level)s. "
                    "There are %(counted)s, and it is on level %(right)s."
                )
                said = {"title": page.title, "said": page.numchild, "level": page.depth}
                said |= {"counted": counted["numchild"], "right": counted["depth"]}
                yield Problem(text % said, page, data=counted)

    def repair(self, problem, user=None):
        Page.objects.filter(pk=problem.about.pk).update(**problem.data)
        generation.advance()


class Addresses(Check):
    """Readers' addresses are looked up in ``url_path``."""

    name = "addresses"
    title = gettext_lazy("Addresses that differ from the tree")
    remedy = gettext_lazy("The address is made anew from the page's place in the tree.")

    def find(self, site):
        right = {}
        for page in site.pages.values():  # parents come first
            parent = right.get(page.path[: -Page.steplen])
            if len(page.path) == Page.steplen:
                right[page.path] = "/"
            elif parent is not None:
                right[page.path] = f"{parent}{page.slug}/"
            if right.get(page.path, page.url_path) != page.url_path:
                text = _("“%(title)s” is found at %(stored)s, but belongs at %(right)s.")
                said = {"title": page.title, "stored": page.url_path, "right": right[page.path]}
                yield Problem(text % said, page, data={"url_path": right[page.path]})

    def repair(self, problem, user=None):
        Page.objects.filter(pk=problem.about.pk).update(**problem.data)
        generation.advance()
