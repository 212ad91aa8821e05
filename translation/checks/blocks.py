"""What is chosen in the blocks of a page."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from translation.checks.base import Check, Problem
from translation.checks.mending import mend_page
from translation.checks.raw import bodies, choices, put
from translation.checks.site import rows_of


def holders(page):
    """The page and its rows: whatever may have blocks."""
    return [page, *(row for _relation, row in rows_of(page))]


class Chosen:
    """What the checks of chosen things have in common: one look at all of them."""

    def chosen(self, site):
        """``[(page, [(chooser block, holder, key)])]``, and which ids there are of each model."""
        found, wanted = [], defaultdict(set)
        for page in site.whole_pages:
            here = [
                choice
                for one in holders(page)
                for field, raw in bodies(one)
                for choice in choices(field.stream_block, raw)
            ]
            if here:
                found.append((page, here))
            for block, holder, key in here:
                wanted[block.model_class].add(holder[key])
        there = {
            model: set(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
            for model, ids in wanted.items()
        }
        return found, there


class ForeignChoices(Chosen, Check):
    """A record is chosen in the page's language; a page is named once, by its original, in every language."""

    name = "foreign-choices"
    title = gettext_lazy("Records and pages of another language chosen in blocks")
    remedy = gettext_lazy("The same record is chosen in the language of the page; of a page, the original.")

    def find(self, site):
        found, _there = self.chosen(site)
        for page, here in found:
            foreign = [one for block, holder, key in here if (one := right_one(site, page, block, holder[key]))]
            if foreign:
                text = _("Blocks of “%(title)s” (%(language)s) name what is in another language: %(names)s.")
                names = ", ".join(sorted({f"“{one}”" for one in foreign}))
                said = {"title": page.title, "language": site.language(page.locale_id), "names": names}
                yield Problem(text % said, page, data={"site": site})

    def repair(self, problem, user=None):
        def own_language(page):
            for one in holders(page):
                for field, raw in bodies(one):
                    for block, holder, key in choices(field.stream_block, raw):
                        right = right_one(problem.data["site"], page, block, holder[key])
                        holder[key] = right.pk if right else holder[key]
                    put(one, field, raw)

        mend_page(problem.about, own_language)


def right_one(site, page, block, pk):
    """What should have been chosen instead, or ``None`` where the choice is right or there is nothing better."""
    model = block.model_class
    if model in site.records:
        chosen = site.records[model].get(pk)
        key = chosen and (model, chosen.translation_key, page.locale_id)
        right = site.records_by_key.get(key)
    elif issubclass(model, Page):
        chosen = site.pages.get(pk)
        right = chosen and site.original(chosen)
    else:
        return None
    return right if right and right.pk != pk else None


class LostChoices(Chosen, Check):
    name = "lost-choices"
    title = gettext_lazy("Blocks that show what is gone")
    advice = gettext_lazy("Open the page, choose something else or take the block out, and publish it.")

    def find(self, site):
        found, there = self.chosen(site)
        for page, here in found:
            gone = {
                str(block.model_class._meta.verbose_name)
                for block, holder, key in here
                if holder[key] not in there[block.model_class]
            }
            if gone:
                text = _("Blocks of “%(title)s” (%(language)s) name things that are gone: %(kinds)s.")
                said = {
                    "title": page.title,
                    "language": site.language(page.locale_id),
                    "kinds": ", ".join(sorted(gone)),
                }
                yield Problem(text % said, page, is_repairable=False)
