"""What the environment says."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.http.request import validate_host

from core.doctor.finding import advice, good, wrong
from core.languages import source_language
from core.machines.security import contact
from core.sites import identity

NEW_ONE = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
LEAST_SECRET = 32


def in_production():
    return settings.SETTINGS_MODULE == "settings.production"


def mode():
    if not in_production():
        yield advice(
            f"The settings are those of {settings.SETTINGS_MODULE}, for one's own machine.",
            "On a server set DJANGO_SETTINGS_MODULE=settings.production.",
        )
    if settings.DEBUG:
        yield wrong("DEBUG is on: errors show the inside of the site to everybody.", "Take DEBUG out.")
    if settings.STAGING:
        yield advice("STAGING is on: search engines are kept out.", "Take STAGING out where readers should come.")


def secret():
    if len(settings.SECRET_KEY) < LEAST_SECRET or settings.SECRET_KEY.startswith("insecure"):
        yield wrong("SECRET_KEY is short or known to everybody.", f"Set it to what this prints: {NEW_ONE}")
    else:
        yield good("SECRET_KEY is set.")
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < LEAST_SECRET:
        yield wrong("METRICS_TOKEN is short enough to be guessed.", f"Set it to what this prints: {NEW_ONE}")


def hosts():
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield wrong(
            "ALLOWED_HOSTS lets every host through: links in mails can be forged.",
            "Set it to the host names of this site, separated by commas.",
        )
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield wrong(f"The host of BASE_URL, {host}, is not in ALLOWED_HOSTS.", f"Add {host} to ALLOWED_HOSTS.")
    else:
        yield good(f"Hosts: {', '.join(settings.ALLOWED_HOSTS)}")


def address():
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if url.hostname in ("localhost", "127.0.0.1"):
        yield advice(
            f"BASE_URL is {settings.WAGTAILADMIN_BASE_URL}: links in mails lead nowhere.",
            "Set BASE_URL to the address of the site, https://example.org for example.",
        )
    elif url.scheme != "https":
        yield wrong(f"BASE_URL is {settings.WAGTAILADMIN_BASE_URL}.", "Let it begin with https://")
    else:
        yield good(f"Address: {settings.WAGTAILADMIN_BASE_URL}")


def proxy():
    if settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER:
        yield advice(
            "BEHIND_PROXY is off: where a proxy ends TLS, every page leads to itself for ever.",
            "Set BEHIND_PROXY=1 if a proxy stands in front and sets X-Forwarded-Proto itself.",
        )


def sender():
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        yield advice(
            f"Mails come from {settings.DEFAULT_FROM_EMAIL}, which most mail servers refuse.",
            "Set DEFAULT_FROM_EMAIL to an address of your own domain.",
        )


def security_contact():
    if not contact():
        yield advice(
            "There is no /.well-known/security.txt: nobody knows whom to tell of a weakness.",
            "Set SECURITY_CONTACT, or the e-mail of the site identity in the admin, or publish a form.",
        )


def privacy_page():
    page = identity(source_language()).privacy_page
    if page is None:
        yield wrong(
            "The site has no privacy page: nobody is told what it keeps of them.",
            "Run: manage.py make_privacy_page, or publish the draft there is.",
        )
    elif not page.body:
        yield advice(
            "The privacy page does not say who answers for the site.",
            "Write it there, with an address, and whatever your law wants besides.",
        )
    else:
        yield good("There is a privacy page.")


def system_checks():
    found = [message for message in run_checks(include_deployment_checks=True) if message.level >= WARNING]
    for message in found:
        if not message.is_silenced():
            yield advice(f"{message.id}: {message.msg}", message.hint or "")
    if not found:
        yield good("Django's own checks find nothing.")
