"""What every benchmark begins with."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def begin(folder, **environment):
    """Django with the settings for one's own machine: its data in ``folder``, and nobody's bucket."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    ours = {"DJANGO_SETTINGS_MODULE": "settings.dev", "LOG_LEVEL": "CRITICAL", "MEDIA_BUCKET": ""}
    os.environ.update({**ours, **environment, "DATA_DIR": str(folder)})
    import django

    django.setup()
