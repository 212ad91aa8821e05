"""The address of a bucket: ``s3://bucket/prefix?endpoint_url=https://…``, the same for backups and for uploads."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

SCHEME = "s3://"


class Address(NamedTuple):
    bucket: str
    prefix: str  # of all names: empty, or it ends with a slash
    given: dict[str, str]  # to boto3: endpoint_url, region_name, aws_access_key_id, aws_secret_access_key …
    style: str  # whether the bucket is called in the host or in the path: virtual, path, or auto

    def options(self, **config):
        """What boto3 takes. Loaded here: a worker without a bucket does without its 40 megabytes."""
        from botocore.config import Config

        return {**self.given, "config": Config(s3={"addressing_style": self.style}, **config)}


def is_bucket(url):
    return url.startswith(SCHEME)


def read(url):
    parts = urlsplit(url)
    given = dict(parse_qsl(parts.query))
    style = given.pop("addressing_style", "auto")
    return Address(parts.netloc, f"{parts.path.strip('/')}/".lstrip("/"), given, style)
