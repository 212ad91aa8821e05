"""What of the board is for one person to see, and what she may do there."""

from functools import cached_property

from django.contrib.auth import get_permission_codename, get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from wagtail.admin.utils import get_user_display_name

from core import generation
from core.alphabet import alphabetical
from core.locales import source_locale
from core.localize.permissions import record_models, writable_locales, writes_source
from translation.board.changed import up_to_date
from translation.board.versions import Source, Version
from translation.models import Cell, Line


class Sight:
    """A page is for who writes the original; for others once readers see it, or it was given to translators. A record is
    for those who may change records of its kind.
    """

    def __init__(self, user, locales):
        self.edition = up_to_date()
        self.user, self.locales = user, list(locales)
        self.language = source_locale().language_code
        self.writes, self.edits = writable_locales(user), writes_source(user)
        self.submits = user.has_perm("wagtail_localize.submit_translation")
        self.given = "" if self.edits else "given_"  # of a draft, only what was given to translators is for others

    @cached_property
    def hidden_kinds(self):
        hidden = [one for one in record_models() if not self.may_change(one)]
        return [one.pk for one in ContentType.objects.get_for_models(*hidden).values()]

    def may_change(self, model):
        return self.user.has_perm(f"{model._meta.app_label}.{get_permission_codename('change', model._meta)}")

    @property
    def shown_cells(self):
        return Cell.objects.filter(locale__in=self.locales, is_shown=True)

    @property
    def lines(self):
        found = Line.objects.exclude(content_type__in=self.hidden_kinds) if self.hidden_kinds else Line.objects.all()
        return found if self.edits else found.filter(Exists(self.shown_cells.filter(line=OuterRef("pk"))))

    @property
    def cells(self):
        found = Cell.objects.filter(locale__in=self.locales)
        if self.hidden_kinds:
            found = found.exclude(line__content_type__in=self.hidden_kinds)
        if not self.edits and len(self.locales) == 1:
            found = found.filter(is_shown=True)  # the same as below, for most translators
        elif not self.edits:
            found = found.filter(Exists(self.shown_cells.filter(line=OuterRef("line"))))
        return found

    # What can be chosen. It is asked for once, until something on the board changes.

    def remember(self, name, compute):
        seen = "board", self.edition, self.edits, *self.hidden_kinds, *(one.pk for one in self.locales)
        return generation.remember((*seen, name), compute)

    @cached_property
    def sections(self):
        """``{id: title}``"""
        used = Line.objects.exclude(section=None).values("section")
        found = self.lines.filter(pk__in=used).values_list("pk", f"{self.given}title")
        return self.remember("sections", lambda: dict(found))

    @cached_property
    def kinds(self):
        """``{id of the content type: model}``"""
        used = ContentType.objects.filter(Exists(self.lines.filter(content_type=OuterRef("pk"))))
        return self.remember("kinds", lambda: {one.pk: one.model_class() for one in used})

    @cached_property
    def translators(self):
        """``{id: name}``"""
        taken = Cell.objects.filter(taken_by=OuterRef("pk"), locale__in=self.locales)
        people = get_user_model().objects.filter(Exists(taken))
        return self.remember("translators", lambda: {one.pk: get_user_display_name(one) for one in people})

    @cached_property
    def ranks_of_sections(self):
        return ranks({pk: title for pk, title in self.sections.items() if title}, self.language)

    @cached_property
    def ranks_of_kinds(self):
        return ranks({pk: model._meta.verbose_name for pk, model in self.kinds.items()})

    # As it is shown

    def shown(self, numbers, selection):
        """These lines with their versions, and among them those that fit the selection; in no order."""
        cells = Cell.objects.filter(line__in=numbers, locale__in=self.locales).select_related("line", "taken_by")
        there = {(cell.line_id, cell.locale_id): cell for cell in cells.defer("line__folded", "line__given_folded")}
        found = []
        for line in {cell.line_id: cell.line for cell in there.values()}.values():
            source = Source(line, self)
            for locale in self.locales:
                cell = there.get((line.pk, locale.pk)) or Cell(line=line, locale=locale)
                source.versions.append(Version(source, locale, cell))
            source.selected = [one for one in source.versions if selection.fits(one)]
            found.append(source)
        return found


def ranks(names, language=None):
    """``{key: place in the alphabet}``; equal names have one place."""
    order = {
        name: rank for rank, name in enumerate(alphabetical({str(name) for name in names.values()}, language=language))
    }
    return {key: order[str(name)] for key, name in names.items()}
