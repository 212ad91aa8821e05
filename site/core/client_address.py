"""From where a request comes: to count what comes from there, and for nothing else."""

from ipaddress import IPv6Network, ip_address

from django.conf import settings


def client_address(request):
    """What the outermost proxy of ours saw; of an IPv6 address the network, since a household has all of it.

    Empty if it can't be known: all of whom that is said would be counted as one.
    """
    try:
        found = ip_address(_claimed(request))
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    return str(found if found.version == 4 else IPv6Network((found, 64), strict=False))


def _claimed(request):
    """Each proxy writes whom it saw behind what it was told: what stands further left may be anybody's claim."""
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < settings.PROXIES <= len(chain):
        return chain[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")
