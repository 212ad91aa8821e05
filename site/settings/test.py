"""For the test suite: as one's own machine, with cheap passwords, files in memory, and a database of its own."""

from settings.dev import *  # noqa: F403
from settings.dev import DATABASES, STORAGES, env

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of the demo accounts, which are made with the settings of dev
]
MEDIA_BUCKET = ""
STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
TASKS = {"default": {"BACKEND": "core.tasks.ImmediateBackend"}}
PAGE_STORE_MB = 0  # tests of the store make their own
PAGE_STORE_SHARED = PAGE_FILES = ""
MAKE_AHEAD = False  # pages are published in most tests, and summaries read in few
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {"version": 1, "disable_existing_loggers": True}

if "DATABASE_URL" not in env.ENVIRON:
    DATABASES["default"]["NAME"] = ":memory:"
