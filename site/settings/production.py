"""The safe base. ``settings.dev`` and ``settings.test`` loosen it; nothing tightens it.

Everything that differs between installations comes from the environment; README has the table.
"""

from pathlib import Path
from zoneinfo import available_timezones

import environ
from csp import constants as csp
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from settings.machine_translation import machine_translator

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(environ.Env().str("DATA_DIR", str(BASE_DIR / "var")))
env = environ.Env()

SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # former ones, for what was made with them
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
DEBUG = False

# Languages: the first is the source of the content and has no prefix in addresses.

LANGUAGE_CODES = env.list("LANGUAGES", default=["az", "en", "tr"])
for _code in LANGUAGE_CODES:
    if "name_local" not in LANG_INFO.get(_code, {}):
        raise ImproperlyConfigured(f"LANGUAGES names “{_code}”, which Django does not know; see django.conf.locale.")
LANGUAGE_CODE = LANGUAGE_CODES[0]
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in LANGUAGE_CODES]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "third_party"]  # ours, then others' messages by us
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "settings.formats"
TIME_ZONE = env.str("TIME_ZONE", "Asia/Baku")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # else source text goes live the moment it is submitted
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True  # else deleting a translated page deletes its translations

# Applications: the floors of the house, top first, so that ours override others' templates.

INSTALLED_APPS = [
    "home",
    "news",
    "projects",
    "translation",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # for the translations of “3 minutes ago”
    "django.forms",  # the templates of widgets, of which we replace some
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.CompressText",
    "core.middleware.SecurityHeaders",
    "core.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.health.answers.HealthAnswers",  # within the headers, before anything that asks for the host
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LanguageMiddleware",
    "core.middleware.BadRequestGuard",  # in the language of the address, before anything that reads a body
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.accounts.second_factor.gate.Gate",
    "core.middleware.ExplainRefusal",
    "core.bucket.away.ExplainAway",
    "core.garbage.RefuseGarbage",
    "core.localize.guard.GuardAddresses",
    "core.localize.faults.ExplainFaults",
    "core.redirects.middleware.Redirects",
]

ROOT_URLCONF = "urls"
WSGI_APPLICATION = "wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site_furniture",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
# Opening one is a quarter of what an article costs on SQLite: it is a file, but its schema has to be read.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # Without these two writers on two processes fail in 8 of 10 cases with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,  # SQLite lets those who wait in by chance: with fifty writers some wait long
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=60000; "
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000; PRAGMA mmap_size=134217728;",
    }
else:
    # Given up rather than waited for (core.patience has what libpq can't notice).
    for name, seconds in {
        "connect_timeout": 3,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
    }.items():
        DATABASES["default"].setdefault("OPTIONS", {}).setdefault(name, seconds)

REDIS_URL = env.str("REDIS_URL", "")
if REDIS_URL:
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {
                "CLIENT_CLASS": "core.cache.Client",
                "SOCKET_CONNECT_TIMEOUT": 0.3,
                "SOCKET_TIMEOUT": 0.3,
                "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 0)},
                "IGNORE_EXCEPTIONS": True,
            },
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Readers' pages, rendered once a generation (core.store). In megabytes of each process; 0 turns the store off.
PAGE_STORE_MB = env.int("PAGE_STORE_MB", 64)
PAGE_STORE_SHARED = env.str("PAGE_STORE_SHARED", REDIS_URL or str(DATA_DIR / "pages"))  # "" for none
PAGE_FILES = env.str("PAGE_FILES", "")  # a folder in which a web server finds them: deploy/nginx
CDN_SECONDS = env.int("CDN_SECONDS", 0)  # how long one in front may keep a page that it isn't told of
WAGTAILFRONTENDCACHE = env.json("FRONTEND_CACHE", default={})  # whom Wagtail tells, as its documentation has it
if WAGTAILFRONTENDCACHE:
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")

# The server: processes, threads of each (and so database connections), and how large a process may grow before another
# takes its place.
WEB_WORKERS = env.int("WEB_WORKERS", 2)
WEB_THREADS = env.int("WEB_THREADS", 4)
WEB_MAX_MB = env.int("WEB_MAX_MB", 0)

TASKS = {"default": {"BACKEND": "core.tasks.BackgroundBackend"}}
# Summaries and cards are made when a page is published, not when the first reader asks.
MAKE_AHEAD = env.bool("MAKE_AHEAD", default=True)
WAGTAILLOCALIZE_JOBS = {"BACKEND": "translation.jobs.Backend"}

SITE_IDENTITY = "home.context_processors.identity"  # whose site it is, for floors below the one that stores it

WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "core.search.admin"},  # what the admin searches
    "readers": {"BACKEND": "core.search.backend"},
}

# Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))  # a container has it in its image
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.staticfiles.SiteCssFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Uploads: below DATA_DIR, or in a bucket, whose address is as that of backups
MEDIA_BUCKET = env.str("MEDIA_BUCKET", "")
if MEDIA_BUCKET and not MEDIA_BUCKET.startswith("s3://"):
    raise ImproperlyConfigured("MEDIA_BUCKET has to be like s3://bucket/prefix?endpoint_url=https://…")
STORAGES = {
    "default": {"BACKEND": "core.bucket.storage.Storage" if MEDIA_BUCKET else "core.whole_files.Storage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
SERVE_MEDIA = env.bool("SERVE_MEDIA", bool(MEDIA_BUCKET))  # where no web server does: images/ is all that is public

WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's page uses our style sheets and scripts

WAGTAIL_DATE_FORMAT = "%d.%m.%Y"  # as people type it; every language of the site reads it
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
# Places: Debian's list has “localtime” too, which browsers do not know, so that they leave out all others.
WAGTAIL_USER_TIME_ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
WAGTAILADMIN_USER_LOGIN_FORM = "core.accounts.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "core.accounts.forms.PasswordResetForm"  # noqa: S105
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.image_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 60 * 1024 * 1024  # telephones make photographs of 50
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000  # of a photograph more (core.images.measuring); half as many are kept
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.fields.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "tsv", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # also a PDF is a file to keep, not a page of ours
CLAMAV = env.str("CLAMAV", "")  # tcp://host:3310 or unix:///path: every upload is sent there first
LARGEST_UPLOAD = 128 * 1024 * 1024  # of one request, refused before it is read; forms say what they take below that
FILE_UPLOAD_HANDLERS = [
    "core.uploads.doorkeeper.Doorkeeper",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a project with many rows has more fields than Django's 1,000
BIN_DAYS = env.int("BIN_DAYS", 30)  # what is deleted can come back so long; then `manage.py empty_bin` forgets it
HISTORY_DAYS = env.int("HISTORY_DAYS", 730)  # then the history of a page no longer says who
AUDIT_DAYS = env.int("AUDIT_DAYS", 730)  # of the audit log
ACCOUNT_DAYS = env.int("ACCOUNT_DAYS", 365)  # an account that was deactivated keeps its name so long
SEARCH_DAYS = env.int("SEARCH_DAYS", 180)  # searches that found nothing, for the editors' report
SHARED_DRAFT_DAYS = env.int("SHARED_DRAFT_DAYS", 7)  # a link to a draft is good for so long

# Backups: where to, for whom they are encrypted, and how many of the last days, weeks and months are kept
BACKUP_URL = env.str("BACKUP_URL", str(DATA_DIR / "backups"))
BACKUP_RECIPIENT = env.str("BACKUP_RECIPIENT", "")
BACKUP_IDENTITY = env.str("BACKUP_IDENTITY", "")
BACKUP_KEEP = env.str("BACKUP_KEEP", "7,5,12")

# Open data: under what licence, and what the activity files of IATI say where a project says nothing
DATA_LICENCE = {
    "name": env.str("DATA_LICENCE", "CC BY 4.0"),
    "url": env.str("DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/"),
}
IATI_RECIPIENT_COUNTRY = env.str("IATI_RECIPIENT_COUNTRY", "AZ")
IATI_DEFAULT_SECTOR = env.str("IATI_DEFAULT_SECTOR", "99810")  # DAC: sectors not specified
STAGING = env.bool("STAGING", False)  # a copy for trying out: robots.txt and every answer keep search engines out
STYLE_GUIDE = False  # /style-guide/ is for those who develop

# The admin

WAGTAIL_SITE_NAME = env.str("SITE_NAME", "outreach")
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", "http://localhost:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False  # calls releases.wagtail.org
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # tells a third party who works here
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(env.str("MACHINE_TRANSLATOR", ""))
UNREVIEWED_MACHINE_TRANSLATION = env.bool("UNREVIEWED_MACHINE_TRANSLATION", False)  # may it go live? Readers are told
TRANSLATORS_MAY_PUBLISH = env.bool("TRANSLATORS_MAY_PUBLISH", False)  # takes effect at the next migrate
LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL  # of pages that only some may read
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.accounts.passwords.NotTheSite"},
    {"NAME": "core.accounts.passwords.EndsSessions"},
]

# Security

UNUSED_ACCOUNT_DAYS = env.int("UNUSED_ACCOUNT_DAYS", 180)  # then it is deactivated, after a warning; 0: never
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", True)  # of who may publish, or change who may
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz|metrics)$"]  # asked within the machine or the cluster, without TLS
METRICS_TOKEN = env.str("METRICS_TOKEN", "")  # none: there is no /metrics
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")  # for security.txt: an e-mail or https address
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
PROXIES = env.int("PROXIES", int(BEHIND_PROXY))  # in front, each of which adds to X-Forwarded-For whom it saw
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "core.accounts.sessions"
SESSION_IDLE_HOURS = env.int("SESSION_IDLE_HOURS", 12)  # after so long without anything done one signs in anew,
SESSION_DAYS = env.int("SESSION_DAYS", 14)  # and after so long in any case
SESSION_COOKIE_AGE = SESSION_DAYS * 24 * 60 * 60
KNOWN_BROWSER_COOKIE_NAME = "__Secure-known-browser"  # of who logs in; core.accounts.known_browsers
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_AGE = None  # goes with the browser: readers meet it at a form, and are told so
CSRF_COOKIE_HTTPONLY = False  # signed-out.js reads the new token after a log-in in another tab
CSRF_COOKIE_SAMESITE = "Lax"
MESSAGES_COOKIE_NAME = "__Host-messages"  # beyond that as the session's
MESSAGE_STORAGE = "core.messages_cookie.Storage"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows previews in frames of its own origin
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which wants DENY; readers' pages have frame-ancestors 'none' instead

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF],
        "style-src": [csp.SELF],
        "img-src": [csp.SELF],
        "font-src": [csp.SELF],
        "connect-src": [csp.SELF],
        "manifest-src": [csp.SELF],
        "form-action": [csp.SELF],
        "base-uri": [csp.NONE],
        "frame-ancestors": [csp.NONE],
    }
}
# Wagtail's inline scripts and styles are ours, as files and attributes: core.inline_free.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [csp.NONE],
    "script-src": [csp.SELF],
    "style-src": [csp.SELF, csp.NONCE],  # of the sheets that scripts make: static/admin/style-nonce.js
    "img-src": [csp.SELF, "data:", "blob:"],
    "font-src": [csp.SELF],
    "connect-src": [csp.SELF],
    "frame-src": [csp.SELF],
    "form-action": [csp.SELF],
    "base-uri": [csp.NONE],
    "frame-ancestors": [csp.SELF],
}

# Mail and log

vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10  # seconds; else a server that hangs is waited for without end
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "webmaster@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "core.logs.JsonLines"},
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        "none": {"class": "logging.NullHandler"},
    },
    # Everybody who scans the network asks for hosts of their own: a 400, and no traceback in the log for each. Without
    # any handler Python has one of last resort, which prints it.
    "loggers": {"django.security.DisallowedHost": {"handlers": ["none"], "propagate": False}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}


def refuse_unsafe(settings):
    """Stop before anything is served with a secret everybody knows, or for any host that asks."""
    secret = settings["SECRET_KEY"]
    if len(secret) < 32 or secret.startswith("insecure"):
        raise ImproperlyConfigured("Set SECRET_KEY to a secret of at least 32 characters; README says how to make one.")
    if not settings["ALLOWED_HOSTS"] or "*" in settings["ALLOWED_HOSTS"]:
        raise ImproperlyConfigured("Set ALLOWED_HOSTS to the host names of this site, separated by commas.")


if __name__ == "settings.production" and env.str("DJANGO_SETTINGS_MODULE", "") == "settings.production":
    refuse_unsafe(globals())
