"""What readers do with a page: pass it on, cite it, find it again from paper."""

from urllib.parse import quote, urlencode, urljoin

from django import template
from django.utils.translation import gettext

from core import generation
from core.citing import citation_of
from core.citing.forms import FORMS
from core.typesetting import qr_svg

# Those used in Azerbaijan and Türkiye. Plain addresses: nobody hears of a reader before a click.
NETWORKS = [
    ("WhatsApp", "https://wa.me/", {"text": "{title} {address}"}),
    ("Telegram", "https://t.me/share/url", {"url": "{address}", "text": "{title}"}),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php", {"u": "{address}"}),
    ("X", "https://x.com/intent/post", {"url": "{address}", "text": "{title}"}),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/", {"url": "{address}"}),
]
MAIL = {"subject": "{title}", "body": "{address}"}

register = template.Library()


@register.simple_tag
def share_links(title, address):
    """``[{name, url, is_mail}]``: where to pass an address on."""

    def filled(fields):
        said = {name: value.format(title=title, address=address) for name, value in fields.items()}
        return urlencode(said, quote_via=quote)

    links = [{"name": name, "url": f"{start}?{filled(fields)}", "is_mail": False} for name, start, fields in NETWORKS]
    return [*links, {"name": gettext("E-mail"), "url": f"mailto:?{filled(MAIL)}", "is_mail": True}]


@register.simple_tag(takes_context=True)
def citation(context, page, address):
    """``{cited, files}``: how the page is cited, and the addresses of that for programs."""
    own = page.get_url(context.get("request"))
    return {"cited": citation_of(page, address), "files": {form: urljoin(own, f"cite.{form}") for form in FORMS}}


@register.filter
def qr_code(address):
    """As SVG. The page it belongs to is read more often than its address changes."""
    return generation.remember(("qr", address), lambda: qr_svg(address))
