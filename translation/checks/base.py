"""What a check is, and what it finds."""

from dataclasses import dataclass, field

from django.db import transaction
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import Page, TranslatableMixin

from core import generation
from translation.board.changed import note

LOG_ACTION = "translation.repair"  # what the history calls it


@dataclass
class Problem:
    """One thing that is wrong: a sentence, whom it is about, and what the check needs to mend it."""

    text: str
    about: object = None  # a page or a record
    is_repairable: bool = True  # else only a person can decide
    data: dict = field(default_factory=dict)

    @property
    def link(self):
        """Where the admin shows what it is about, or nothing."""
        return (self.about is not None and AdminURLFinder().get_edit_url(self.about)) or ""


class Check:
    """One kind of problem. Looking costs a number of queries that does not grow with the site.

    ``find`` takes a ``Site`` and yields problems; ``repair`` mends one, and does nothing where it is mended already.
    """

    name = ""  # on the command line and in addresses
    title = ""
    remedy = ""  # a sentence: what the repair does
    advice = ""  # a sentence for what only a person can decide

    def find(self, site):
        raise NotImplementedError

    def repair(self, problem, user=None):
        raise NotImplementedError

    def mend(self, problem, user=None):
        """Repair one problem, all of it or nothing, and write it into the history of what it is about."""
        with transaction.atomic():
            self.repair(problem, user)
            generation.advance(withdraws=True)  # a repair may write what no signal tells of, and take pages offline
            if isinstance(problem.about, TranslatableMixin):
                note(problem.about.translation_key)
            if isinstance(problem.about, Page):
                page = Page.objects.filter(pk=problem.about.pk).first()
                if page is not None:
                    log(instance=page, action=LOG_ACTION, user=user, data={"problem": problem.text})
            elif problem.about is not None:
                log(instance=problem.about, action=LOG_ACTION, user=user, data={"problem": problem.text})
