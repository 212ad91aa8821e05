"""Which service translates: none without an address, and then no text leaves the site."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SERVICES = "wagtail_localize.machine_translators"


def machine_translator(address):
    """``WAGTAILLOCALIZE_MACHINE_TRANSLATOR`` of an address, ``None`` of an empty one.

    ``libretranslate+https://KEY@translate.example.org`` (``+http`` for one on the same machine; without ``KEY@`` if it
    wants none), ``deepl://KEY``, ``google://PROJECT``.
    """
    if not address:
        return None
    scheme, _, rest = address.partition("://")
    if scheme in ("libretranslate+http", "libretranslate+https") and (host := urlsplit(address)).hostname:
        location = host.netloc.rpartition("@")[2] + host.path.rstrip("/")
        options = {"LIBRETRANSLATE_URL": f"{scheme.partition('+')[2]}://{location}", "TIMEOUT": 60}
        return service("libretranslate.LibreTranslator", **options, API_KEY=unquote(host.username or ""))
    if scheme == "deepl" and rest:
        return service("deepl.DeepLTranslator", AUTH_KEY=rest.rstrip("/"))
    if scheme == "google" and rest:
        return service("google.GoogleCloudTranslator", PROJECT_ID=rest.rstrip("/"))
    # The address itself is not named: it may hold a key.
    raise ImproperlyConfigured(
        "MACHINE_TRANSLATOR must be libretranslate+https://KEY@HOST, libretranslate+http://HOST, deepl://KEY or "
        "google://PROJECT."
    )


def service(name, **options):
    return {"CLASS": f"{SERVICES}.{name}", "OPTIONS": options}
