"""A translation is live, and open to everybody, only where its original is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageViewRestriction

from core import generation
from core.localize.life.restrictions import restrict_like
from translation.checks.base import Check, Problem


class LiveWithoutOriginal(Check):
    name = "live-alone"
    title = gettext_lazy("Translations that are live while their original is not")
    remedy = gettext_lazy("The translation becomes a draft, as its original is.")

    def find(self, site):
        for page in site.pages.values():
            original = site.original(page)
            if page.live and original is not None and not original.live:
                text = _("“%(title)s” (%(language)s) is live, and its original is a draft.")
                yield Problem(text % {"title": page.title, "language": site.language(page.locale_id)}, page)

    def repair(self, problem, user=None):
        page = Page.objects.get(pk=problem.about.pk).specific
        if page.live:
            page.unpublish(user=user)


class Restrictions(Check):
    name = "restrictions"
    title = gettext_lazy("Pages that are private in one language only")
    remedy = gettext_lazy("Who may read the original may read the translation, and nobody else.")

    def find(self, site):
        restrictions = {}
        for one in PageViewRestriction.objects.order_by("-pk").prefetch_related("groups"):  # the first one counts
            groups = frozenset(group.pk for group in one.groups.all())
            restrictions[one.page_id] = (one.restriction_type, one.password, groups)
        touched = {site.pages[pk].translation_key for pk in restrictions if pk in site.pages}
        for page in site.pages.values():
            original = site.original(page) if page.translation_key in touched else None
            if original is not None and restrictions.get(page.pk) != restrictions.get(original.pk):
                text = _("Others may read “%(title)s” (%(language)s) than its original.")
                said = {"title": page.title, "language": site.language(page.locale_id)}
                yield Problem(text % said, page, data={"original": original.pk})

    def repair(self, problem, user=None):
        page = Page.objects.get(pk=problem.about.pk)
        wanted = PageViewRestriction.objects.filter(page=problem.data["original"]).order_by("pk").first()
        if wanted is None:
            page.view_restrictions.all().delete()
        else:
            restrict_like(wanted, page)
        generation.advance()
