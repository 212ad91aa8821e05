"""What a bucket refuses, or the way to it, as errors of Python; and one that fails is left alone for a moment.

Nobody waits for what is away (docs/decisions/outages.md): each of a page's pictures would wait anew, and hold a thread.
"""

import logging
import time
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from core.outage import StorageAway

BREAK = 5  # seconds
ABSENT = {"404", "NoSuchKey"}  # the first where an answer has no body to say more
FAILING = {500, 502, 503, 504}
TAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}  # the name, by a file that is there or is being sent

logger = logging.getLogger(__name__)


class Guard:
    def __init__(self):
        self.closed_until = 0

    @contextmanager
    def asked(self, name=""):
        """For the block that asks the bucket, about the file of that name."""
        if time.monotonic() < self.closed_until:
            raise StorageAway("Closed", "The bucket has just failed, and is left alone for some seconds.")
        with self.answering(name):
            yield

    @contextmanager
    def answering(self, name=""):
        """For the block that takes in an answer that has begun: what others have met is nothing to it."""
        try:
            yield
        except ClientError as error:
            raise self.as_ours(error, name) from error
        except BotoCoreError as error:
            self.close(error)
            raise StorageAway(type(error).__name__, str(error)) from error

    def as_ours(self, error, name):
        code = error.response["Error"].get("Code", "")
        if code in ABSENT:
            return FileNotFoundError(f"There is no {name} in the bucket.")
        if code in TAKEN:
            return FileExistsError(f"There is a {name} in the bucket.")
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in FAILING:
            self.close(error)
        return StorageAway(code, str(error))

    def close(self, why):
        self.closed_until = time.monotonic() + BREAK
        logger.warning("The bucket fails and is left alone for %s s: %s", BREAK, why)
