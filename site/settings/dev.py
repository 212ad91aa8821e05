"""For one's own machine: what ``python3 manage.py start`` runs. Plain HTTP, SQLite, no services."""

from settings.production import *  # noqa: F403
from settings.production import DATA_DIR, LOGGING, PAGE_STORE_MB, STORAGES, env

DEBUG = env.bool("DEBUG", False)  # off: a newcomer sees the site as readers do, error pages included
SECRET_KEY = env.str("SECRET_KEY", "insecure-and-known-to-everybody-for-development-only")
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True
STYLE_GUIDE = True
PAGE_STORE_MB = 0 if DEBUG else PAGE_STORE_MB  # who works on templates wants to see them

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", False)  # a newcomer gets in with the password alone
CSRF_COOKIE_NAME = "csrf"
KNOWN_BROWSER_COOKIE_NAME = "known-browser"
MESSAGES_COOKIE_NAME = "messages"
CSRF_COOKIE_SECURE = False

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
LOGGING = {
    **LOGGING,
    "handlers": {**LOGGING["handlers"], "console": {**LOGGING["handlers"]["console"], "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    "loggers": {
        **LOGGING["loggers"],
        "django_tasks_db": {"level": "ERROR"},
    },  # the worker warns that it was told to stop
}
