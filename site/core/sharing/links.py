"""Links to drafts: made, read, ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

SHARED, ENDED = "core.share_draft", "core.end_shared_drafts"
MAX_LENGTH = 300  # letters; ours have about 100
signer = Signer(salt="core.sharing", sep="~")  # which mail programs leave in an address


@dataclass(frozen=True)
class Link:
    page: int
    user: int
    made: float
    until: int

    @property
    def token(self):
        return signer.sign_object([self.page, self.user, self.made, self.until])

    @property
    def ends_at(self):
        return datetime.fromtimestamp(self.until, UTC)

    @property
    def has_ended(self):
        return self.ends_at <= timezone.now()


def share(page, user):
    """A new link to the drafts of ``page``; its history says who made it."""
    now = timezone.now()
    ends_at = now + timedelta(days=settings.SHARED_DRAFT_DAYS)
    link = Link(page.pk, user.pk, round(now.timestamp(), 3), int(ends_at.timestamp()))
    log(instance=page, action=SHARED, user=user)
    return link


def end_all(page, user):
    log(instance=page, action=ENDED, user=user)


def address(link, page):
    """Its path, with the prefix of the page's language."""
    with translation.override(page.locale.language_code):
        return reverse("shared_draft", args=[link.token])


def read(token):
    """The ``Link`` that a token says, or ``None`` for one we did not make."""
    try:
        return Link(*signer.unsign_object(token)) if len(token) <= MAX_LENGTH else None
    except (BadSignature, TypeError, ValueError):
        return None


def page_of(link):
    """The page whose drafts the link opens, or ``None`` if it opens none any more."""
    page = Page.objects.filter(pk=link.page).select_related("locale").first()
    user = get_user_model().objects.filter(pk=link.user, is_active=True).first()
    if not page or not user or not may_share(user, page) or is_ended(link):
        return None
    return page.specific


def may_share(user, page):
    return page.depth > 1 and user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit()


def is_ended(link):
    made = datetime.fromtimestamp(link.made, UTC)
    return PageLogEntry.objects.filter(page=link.page, action=ENDED, timestamp__gte=made).exists()
