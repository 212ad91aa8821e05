"""One uploaded file, of either format: to which translation it belongs, who may bring it, and what came of it.

Each file is one transaction. Whatever is wrong with it becomes a sentence in its report.
"""

import logging
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import SourceDeletedError, Translation
from wagtail_localize.views import edit_translation

from core.localize import po
from core.localize.faults import no_longer_translated
from core.localize.intake import Outcome, Report, UnreadableFile
from core.localize.locks import refuse_if_locked
from core.localize.permissions import writable_locales
from core.localize.sources import settle
from core.validation import PublicationRefused
from translation.offline import xliff

logger = logging.getLogger(__name__)
XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")  # how a file begins, with and without a byte order mark


@dataclass
class FileReport:
    name: str
    title: str = ""
    language: str = ""
    address: str = ""  # of the translation editor
    error: str = ""  # why nothing at all was taken
    report: Report = field(default_factory=Report)

    @property
    def is_well(self):
        return not self.error and not self.report.problems

    @property
    def taken(self):
        return self.report.counts[Outcome.TAKEN] + self.report.counts[Outcome.FAULTY]

    @property
    def same(self):
        return self.report.counts[Outcome.SAME]

    @property
    def waiting(self):
        return self.report.counts[Outcome.WAITING]

    @property
    def not_taken(self):
        return len(self.report.results) - self.taken - self.same - self.waiting


def take_file(name, data, user):
    """``FileReport`` of a file that somebody brought; nothing raises."""
    found = FileReport(name)
    try:
        if len(data) > po.MAX_SIZE:
            raise UnreadableFile(_("This file is too large for a page's texts. Was it the right one?"))
        if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
            raise UnreadableFile(_("This file is empty. Export it again, translate it and upload that."))
        with transaction.atomic():
            found.report = take_as(xliff if looks_like_xml(data) else PO, data, user, found)
    except (UnreadableFile, PublicationRefused) as error:
        found.error = str(error)
    except SourceDeletedError:
        found.error = no_longer_translated()
    except Exception:  # a file may be wrong in more ways than anybody thought of
        logger.exception("An offline file could not be taken: %s", name)
        found.error = _("This file could not be read, and nothing of it was taken. Export it again and try once more.")
    return found


def looks_like_xml(data):
    return data.lstrip().startswith(XML)


class PO:
    """A PO file by the same names as an XLIFF file."""

    def __init__(self, data):
        self.po = po.opened(data)
        self.identity = po.identity_of(self.po)
        self.language = self.po.metadata.get("Language", "")

    opened = classmethod(lambda cls, data: cls(data))

    @staticmethod
    def take(file, translation, user):
        return po.take(file.po, translation, user)


def take_as(kind, data, user, found):
    file = kind.opened(data)
    translation = translation_named(file.identity)
    target = refuse_foreign(translation, file, user)
    found.title = translation.source.object_repr
    found.language = translation.target_locale.language_name_local
    found.address = edit_address(target)
    refuse_if_locked(target, user)
    if not translation.enabled:
        raise UnreadableFile(no_longer_translated())
    settle(translation.source)
    return kind.take(file, translation, user)


def translation_named(identity):
    try:
        return Translation.objects.select_related("source__locale", "target_locale").get(uuid=identity)
    except (Translation.DoesNotExist, ValidationError) as error:
        raise UnreadableFile(
            _("The file does not say to which page it belongs, or that page is gone. Export one here, translate that.")
        ) from error


def refuse_foreign(translation, file, user):
    """The page or record it belongs to. Of one that ``user`` may not write nothing is said but the language."""
    language = translation.target_locale.language_name_local
    if translation.target_locale_id not in writable_locales(user):
        raise UnreadableFile(_("You don't translate into this language: %(language)s.") % {"language": language})
    try:
        target = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise UnreadableFile(_("The page to which this file belongs has been deleted.")) from error
    if not edit_translation.user_can_edit_instance(user, target):
        raise UnreadableFile(_("You may not change the page to which this file belongs."))
    if file.language and primary(file.language) != primary(translation.target_locale.language_code):
        message = _("This file says that it is in “%(code)s”, but it was made for this language: %(language)s.")
        raise UnreadableFile(message % {"code": file.language[:20], "language": language})
    return target


def primary(code):
    """Tools add a country: ``en-US``, ``en_GB``."""
    return code.strip().casefold().replace("_", "-").partition("-")[0]


def edit_address(instance):
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])
