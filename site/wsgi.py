"""The application for a WSGI server: ``granian --interface wsgi site/wsgi.py:application``."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()

if os.environ["DJANGO_SETTINGS_MODULE"] == "settings.production":
    from home.accounts import refuse_demo_accounts

    refuse_demo_accounts()

from core.patience import be_impatient  # noqa: E402

be_impatient()

from django.conf import settings  # noqa: E402

from core import slow_bodies  # noqa: E402
from core.store.build import in_front_of  # noqa: E402

application = slow_bodies.in_front_of(in_front_of(application), settings.WEB_THREADS)
