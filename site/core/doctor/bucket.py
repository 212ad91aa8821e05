"""Uploads in a bucket: each right is used once, and that nobody else has one is tried."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.doctor.finding import good, wrong
from core.outage import StorageAway

KEYS = "See that AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or those in MEDIA_BUCKET, are the ones that the provider gave."
RIGHTS = "Give the key these rights: s3:ListBucket on the bucket; s3:GetObject, s3:PutObject and s3:DeleteObject on what is in it."
ADVICE = {
    "NoSuchBucket": "Make the bucket, or mend its name in MEDIA_BUCKET.",
    "InvalidAccessKeyId": KEYS,
    "SignatureDoesNotMatch": KEYS,
    "NoCredentialsError": KEYS,
    "PartialCredentialsError": KEYS,
    "AccessDenied": RIGHTS,
    "403": RIGHTS,  # where an answer has no body to say more
}
OTHERWISE = "See that the provider has no fault, and that endpoint_url and region_name in MEDIA_BUCKET are right."


def examine():
    try:
        is_open = use()
    except StorageAway as error:
        yield wrong(
            f"Uploads can't be kept in {default_storage} ({error.code}): {error}", ADVICE.get(error.code, OTHERWISE)
        )
        return
    yield good(f"Uploads are kept in {default_storage}")
    if is_open:
        yield wrong(
            f"Everybody can read the files in {default_storage}, documents and drafts too.",
            "Make the bucket private, with the provider; the site gives out the public pictures itself.",
        )


def use():
    """Every right is needed; the first is asked for by a question whose answer says why not. Is it open to all?"""
    default_storage.listdir("health")
    name = default_storage.save(
        f"health/doctor-{secrets.token_hex(8)}", ContentFile(b"written to see whether it can be")
    )
    try:
        default_storage.open(name).close()
        return default_storage.is_open_to_all(name)
    finally:
        default_storage.delete_now(name)
