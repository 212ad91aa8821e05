"""What Mozilla's HTTP Observatory gives an answer, by the rules of MDN's scanner (github.com/mdn/mdn-http-observatory:
``src/analyzer/tests`` and ``src/grader/charts.js``, as of version 1.5).

Ten tests begin with 100 points; a failed one costs, and from 90 points on there are bonuses. Not asked here: the
certificate, and whether browsers know the host beforehand (HSTS preloading gives 5 more).
"""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS = 15_552_000
ENOUGH_FOR_BONUS = 90
HOST = "testserver"


def results(client, address, **headers):
    """``{test: points}``: below 0 it failed, above it is a bonus."""
    response = client.get(address, secure=True, headers={"origin": "https://evil.example", **headers})
    policy = directives(response)
    return {
        "content-security-policy": of_policy(policy),
        "cookies": of_cookies(response),
        "cross-origin-resource-sharing": of_sharing(response),
        "redirection": of_redirection(client, address, headers),
        "referrer-policy": of_referrer(response),
        "strict-transport-security": of_transport(response),
        "subresource-integrity": of_scripts(response),
        "x-content-type-options": 0 if response.headers.get("X-Content-Type-Options", "") == "nosniff" else -5,
        "x-frame-options": of_frames(response, policy),
        "cross-origin-resource-policy": of_resource(response),
    }


def score(points):
    basis = 100 + sum(one for one in points.values() if one < 0)
    return basis + (sum(one for one in points.values() if one > 0) if basis >= ENOUGH_FOR_BONUS else 0)


def highest(response):
    """What an answer of this kind can have: two bonuses are only for answers with scripts, and with cookies."""
    bonus = 10 + 5 + 5 + 10  # policy, referrer, frames, resources
    return 100 + bonus + 5 * bool(scripts(response)) + 5 * bool(response.cookies)


def directives(response):
    found = {}
    for part in response.headers.get("Content-Security-Policy", "").split(";"):
        name, *sources = part.split()
        found.setdefault(name.lower(), set(sources))
    return found


def of_policy(policy):
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    scripts, styles = (allowed_by(policy.get(name, default)) for name in ("script-src", "style-src"))
    objects = policy.get("object-src", default)
    if "'strict-dynamic'" in scripts:
        raise NotImplementedError("The rules about 'strict-dynamic' are not written here: nothing of ours needs it.")
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return -20
    passive = {name: policy.get(name, default) for name in ("img-src", "media-src")}
    active = set().union(*(sources for name, sources in policy.items() if name not in passive))
    if is_insecure(active):
        return -20
    if "'unsafe-eval'" in scripts | styles or is_insecure(set().union(*passive.values())):
        return -10
    if styles & (BROAD | INLINE):
        return 0
    return 10 if default == {"'none'"} else 5


def allowed_by(sources):
    """Beside a nonce or a hash browsers pass over 'unsafe-inline'."""
    has_nonce = any(one.startswith(("'sha", "'nonce-")) for one in sources)
    return sources - {"'unsafe-inline'"} if has_nonce else sources


def is_insecure(sources):
    return any(one.startswith(("http:", "ftp:")) for one in sources)


def of_cookies(response):
    """With HSTS, without which there are no points anyway."""
    costs = []
    for name, cookie in response.cookies.items():
        is_session = any(word in name.lower() for word in ("login", "sess"))
        if cookie["samesite"].lower() not in {"lax", "strict", "none", ""}:
            costs.append(-20)
        if not cookie["secure"]:
            costs.append(-10 if is_session else -5)
        if "csrf" in name.lower() and not cookie["samesite"]:
            costs.append(-20)
        if is_session and not cookie["httponly"]:
            costs.append(-30)
    has_all = all(cookie["samesite"] for cookie in response.cookies.values())
    return min(costs) if costs else 5 * (bool(response.cookies) and has_all)


def of_sharing(response):
    origin = response.headers.get("Access-Control-Allow-Origin", "")
    credentials = response.headers.get("Access-Control-Allow-Credentials", "").lower() == "true"
    return -50 if origin == "https://evil.example" and credentials else 0


def of_redirection(client, address, headers):
    """Over plain HTTP: at once to HTTPS, on the same host."""
    response = client.get(address, headers=headers)
    target = urlsplit(response.headers.get("Location", ""))
    if not 300 <= response.status_code < 400 or target.scheme != "https":
        return -20
    return 0 if target.hostname == HOST else -5


def of_referrer(response):
    header = response.headers.get("Referrer-Policy")
    if header is None:
        return 0
    return 5 if header.split(",")[-1].strip().lower() in PRIVATE else -5


def of_transport(response):
    parts = [part.strip().lower() for part in response.headers.get("Strict-Transport-Security", "").split(";")]
    ages = [int(part.removeprefix("max-age=")) for part in parts if part.startswith("max-age=")]
    if not ages:
        return -20
    return 0 if ages[0] >= SIX_MONTHS else -10


def scripts(response):
    """Those that are loaded; of what is no HTML none."""
    if not response.headers.get("Content-Type", "").startswith(("text/html", "application/xhtml+xml")):
        return []
    return BeautifulSoup(response.content, "lxml").select("script[src]")


def of_scripts(response):
    """Ours all come from ourselves; another's would be a fault even with its integrity said."""
    found = scripts(response)
    if any(urlsplit(one["src"]).netloc for one in found):
        return -50
    return 5 if any(one.get("integrity") for one in found) else 0


def of_frames(response, policy):
    if "frame-ancestors" in policy:
        return 5
    return 0 if response.headers.get("X-Frame-Options", "").lower() in {"deny", "sameorigin"} else -20


def of_resource(response):
    given = response.headers.get("Cross-Origin-Resource-Policy", "cross-origin")
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0}.get(given, -5)
