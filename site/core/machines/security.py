"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a weakness."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.languages import content_languages, source_language
from core.machines.answers import address, remembered
from core.sites import identity, site_of

GOOD_FOR = 6  # months; the RFC advises less than a year


@require_safe
def security_txt(request):
    if site_of(request) is None or not contact():
        raise Http404
    return remembered(request, "security.txt", "text/plain", lambda: security(request))


def security(request):
    lines = {
        "Contact": contact(),
        "Expires": expires().isoformat().replace("+00:00", "Z"),
        "Preferred-Languages": ", ".join(code for code, _name in content_languages()),
        "Canonical": address(request, "security_txt"),
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def contact():
    """Of the settings, else the site's own address, else its first form; a URI as the RFC wants it."""
    ours = identity(source_language())
    said = settings.SECURITY_CONTACT or ours.email or ours.form_address
    return f"mailto:{said}" if said and ":" not in said else said


def expires():
    """The first of a month: the file changes once a month, and is good for five to six more."""
    now = timezone.now().astimezone(UTC)
    years, month = divmod(now.month - 1 + GOOD_FOR, 12)
    return datetime(now.year + years, month + 1, 1, tzinfo=UTC)
