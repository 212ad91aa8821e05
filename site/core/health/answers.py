"""``/healthz``, ``/readyz`` and ``/metrics``: answered before anything asks for the host, a session or the database.

Whoever looks after processes asks by an address of its own network and without TLS. That is safe for these three: no
answer is made of the host, none sets a cookie, and none says more than which part is well. They have no entry among the
addresses of the site, which would be entered too late.
"""

import hmac

from django.conf import settings
from django.http import HttpResponse, JsonResponse

from core.health import metrics, probes

OK, DEGRADED, UNAVAILABLE = "ok", "degraded", "unavailable"


def alive(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready(request):
    """503 only without what is needed. A site whose Redis is gone is slower; taken out of service, it would be away."""
    states = probes.examination.states()
    status = overall(states)
    return JsonResponse({"status": status, "checks": states}, status=503 if status == UNAVAILABLE else 200)


def overall(states):
    if any(states.get(name) != probes.OK for name in probes.NEEDED):
        return UNAVAILABLE
    return DEGRADED if probes.FAILED in states.values() else OK


def measured(request):
    """Nothing here without a token in the settings; then only for who knows it."""
    if not settings.METRICS_TOKEN:
        return None
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse("A token is needed.\n", status=401, headers={"WWW-Authenticate": "Bearer"})
    content, content_type = metrics.text(request.headers.get("Accept", ""))
    return HttpResponse(content, content_type=content_type)


ANSWERS = {"/healthz": alive, "/readyz": ready, "/metrics": measured}


class HealthAnswers:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = ANSWERS.get(request.path_info) if request.method in ("GET", "HEAD") else None
        response = answer(request) if answer else None
        if response is None:
            return self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response
