"""Mail is sent by tasks, so nobody waits for it; what the mail server does not take now is sent later."""

import logging
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTPException

from django.utils import timezone

ATTEMPTS = 8  # the last one some ten hours after the first
FIRST_PAUSE = timedelta(minutes=5)

logger = logging.getLogger(__name__)


@contextmanager
def tried_again(task, *args, attempt):
    """For the body of ``task``, which takes ``args`` and then the number of the attempt. After the last one it has failed,
    and ``doctor`` says so.
    """
    try:
        yield
    except (SMTPException, OSError):
        if not again_later(task, *args, attempt=attempt):
            raise
        logger.warning("A mail could not be sent (%s, attempt %s)", task.module_path, attempt, exc_info=True)


def again_later(task, *args, attempt):
    """Is there another attempt? None after the last one, nor where tasks run at once."""
    if attempt >= ATTEMPTS or not task.get_backend().supports_defer:
        return False
    later = timezone.now() + FIRST_PAUSE * 2 ** (attempt - 1)
    task.using(run_after=later).enqueue(*args, attempt + 1)
    return True
