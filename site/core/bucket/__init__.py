"""Uploads in a bucket of any S3-compatible storage, where ``MEDIA_BUCKET`` names one. See docs/decisions/bucket.md.

``address`` reads what stands in the settings, ``asking`` says what went wrong and spares a bucket that is away,
``storage`` is what Django keeps files in, ``content`` what passes through it, ``pictures`` gives readers the public
ones, ``away`` tells who asked.
"""
