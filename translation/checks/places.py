"""Each page stands in the tree of its own language, with rows of that language, and is no alias of another's."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.operations import TranslationCreator

from core.locales import source_locale
from translation.checks.base import Check, Problem
from translation.checks.mending import mend_page
from translation.checks.site import HOME_DEPTH, rows_of


class ForeignTree(Check):
    name = "foreign-tree"
    title = gettext_lazy("Pages among those of another language")
    remedy = gettext_lazy(
        "A page that is known to be the translation into the language of its place is marked as such. Any other moves "
        "to where it belongs in its own language; as a draft, if it is no translation."
    )
    advice = gettext_lazy("The site has no tree for the page's language: move the page, or delete it.")

    def find(self, site):
        known = {(site.source_of(one).object_id, one.target_locale_id) for one in site.translations}
        known |= {(source.object_id, source.locale_id) for source in site.sources.values()}
        for page in site.pages.values():
            home = site.pages_by_path.get(page.path[: HOME_DEPTH * Page.steplen])
            if page.depth <= HOME_DEPTH or home is None or home.locale_id == page.locale_id:
                continue
            said = {
                "title": page.title,
                "own": site.language(page.locale_id),
                "place": site.language(home.locale_id),
            }
            place = (page.translation_key, home.locale_id)
            if place in known and place not in site.pages_by_key:
                text = _("“%(title)s” is marked as %(own)s, but is the page in this language: %(place)s.")
                yield Problem(text % said, page, data={"locale": home.locale_id})
            else:
                text = _("“%(title)s” (%(own)s) stands among pages of another language: %(place)s.")
                yield Problem(text % said, page, is_repairable=page.locale_id in site.homes)

    def repair(self, problem, user=None):
        page = Page.objects.get(pk=problem.about.pk).specific
        if locale := problem.data.get("locale"):
            mend_page(page, lambda one: setattr(one, "locale_id", locale))
            return
        parent = page.get_parent()
        if parent.locale_id == page.locale_id:
            return  # it came along with a page above it
        source = source_locale()
        original = page.get_translation_or_none(source) if page.locale_id != source.pk else None
        if original is None and page.live:
            page.unpublish(user=user)
        place = (original or page).get_parent().get_translation_or_none(page.locale)
        place = place or Page.objects.get(depth=HOME_DEPTH, locale=page.locale)
        Page.objects.filter(pk=page.pk).update(slug=find_available_slug(place, page.slug, ignore_page_id=page.pk))
        Page.objects.get(pk=page.pk).specific.move(place, pos="last-child", user=user)


class ForeignRows(Check):
    name = "foreign-rows"
    title = gettext_lazy("Rows in another language than their page")
    remedy = gettext_lazy("The rows get the language of their page.")

    def find(self, site):
        for page in site.whole_pages:
            foreign = [(relation, row) for relation, row in rows_of(page) if row.locale_id != page.locale_id]
            if foreign:
                text = _("“%(title)s” (%(language)s) has rows in another language: %(rows)s.")
                names = {str(relation.related_model._meta.verbose_name) for relation, _row in foreign}
                said = {
                    "title": page.title,
                    "language": site.language(page.locale_id),
                    "rows": ", ".join(sorted(names)),
                }
                yield Problem(text % said, page)

    def repair(self, problem, user=None):
        keys = {}

        def own_language(page):
            for relation, row in rows_of(page):
                if row.locale_id != page.locale_id:
                    keys.setdefault(row.pk, self.free_key(relation.related_model, row, page))
                    row.locale_id, row.translation_key = page.locale_id, keys[row.pk]

        mend_page(problem.about, own_language)

    @staticmethod
    def free_key(model, row, page):
        """Its key, unless the row of that key and language is another one."""
        others = model._base_manager.filter(translation_key=row.translation_key, locale_id=page.locale_id)
        return uuid.uuid4() if others.exists() else row.translation_key


class Aliases(Check):
    """An alias goes live and changes with its page, in that page's language."""

    name = "aliases"
    title = gettext_lazy("Aliases of pages in another language")
    remedy = gettext_lazy("The page becomes a draft translation, ready to be translated.")

    def find(self, site):
        for page in site.pages.values():
            original = site.pages.get(page.alias_of_id)
            if original is not None and original.locale_id != page.locale_id:
                text = _("“%(title)s” (%(language)s) shows the text of another language, as an alias: %(original)s.")
                said = {
                    "title": page.title,
                    "language": site.language(page.locale_id),
                    "original": site.language(original.locale_id),
                }
                yield Problem(text % said, page)

    def repair(self, problem, user=None):
        page = Page.objects.get(pk=problem.about.pk).specific
        original = page.get_translation_or_none(source_locale()) or page.alias_of.specific
        Page.objects.filter(pk=page.pk).update(alias_of=None)
        page.refresh_from_db()
        if page.live:
            page.unpublish(user=user)
        if original.translation_key == page.translation_key:
            TranslationCreator(user, [page.locale]).create_translations(original, include_related_objects=False)
        else:
            page.save_revision(user=user, clean=False)
