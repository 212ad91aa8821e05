"""Where pages come back to: below their parent in each language, at their former place if it is free."""

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Revision

from core.bin.refusal import NotRestored
from core.models import Deleted
from core.models.bin import language_name

STEP = Page.steplen


def put_in_place(entry, rows):
    """Give the pages among ``rows`` their place in the tree as it is now, by the rules of treebeard."""
    pages = {row.pk: row for row in rows if type(row) is Page}
    given = set()
    for root in entry.roots:
        if root["pk"] in pages:
            parent = parent_of(entry, root)
            path = free_path(parent, pages[root["pk"]].path, given)
            given.add(path)
            move(pages.values(), pages[root["pk"]], parent, path, rows)
            Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)


def parent_of(entry, root):
    """The page it stood below, or that page translated anew."""
    parent = Page.objects.filter(pk=root["above"][0]).first()
    if parent is None:
        locale = Locale.objects.filter(language_code=root["language"]).first()
        parent = Page.objects.filter(translation_key=root["parent"]["key"], locale=locale).first()
    if parent is not None:
        return parent
    said = {
        "title": root["title"],
        "parent": root["parent"]["title"],
        "language": language_name(root["language"]),
    }
    for other in Deleted.objects.exclude(pk=entry.pk).holding(pk=root["above"][0], model=Page):
        raise NotRestored(
            _("“%(title)s” stood below “%(parent)s” (%(language)s), which lies in the bin too. Bring that back first.")
            % said,
            other,
        )
    raise NotRestored(
        _(
            "“%(title)s” stood below “%(parent)s”, which no longer exists in this language: %(language)s."
            " Make or translate that page first."
        )
        % said
    )


def free_path(parent, former, given):
    """The former place among the children of ``parent``, or the last."""
    children = Page.objects.filter(depth=parent.depth + 1, path__startswith=parent.path)
    taken = {*children.values_list("path", flat=True), *given}
    path = parent.path + former[-STEP:]
    if path not in taken:
        return path
    siblings = [one for one in taken if len(one) == len(path) and one.startswith(parent.path)]
    return Page._get_path(parent.path, parent.depth + 1, Page._str2int(max(siblings)[-STEP:]) + 1)


def move(pages, root, parent, path, rows):
    former_path, former_depth, former_url = root.path, root.depth, root.url_path
    tree = [page for page in pages if page.path.startswith(former_path)]
    slug = find_available_slug(parent, root.slug)
    if slug != root.slug:
        rename(root, slug, rows)
    url = f"{parent.url_path}{slug}/"
    for page in tree:
        page.path = path + page.path[len(former_path) :]
        page.depth += parent.depth + 1 - former_depth
        page.url_path = url + page.url_path[len(former_url) :]
    for page in tree:
        page.numchild = sum(1 for one in tree if one.depth == page.depth + 1 and one.path.startswith(page.path))


def rename(page, slug, rows):
    """Somebody has taken its slug meanwhile: its drafts get the free one too, or they could not be published."""
    for row in rows:
        if isinstance(row, Revision) and row.object_id == str(page.pk) and row.content.get("slug") == page.slug:
            row.content["slug"] = slug
    page.slug = slug
