from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.cards import address_of, card_of, digest_of
from core.made import StillBeingMade
from core.models import BasePage
from core.restrictions import public
from core.store import kept

FOR_EVER = "public, max-age=31536000, immutable"  # the address changes with the content


@require_safe
@kept
def card(request, page_id, digest):
    """The card of a page everybody may read; an address that is out of date leads to the one of today."""
    page = public(Page.objects.live()).filter(pk=page_id).first()
    page = page and page.specific
    if not isinstance(page, BasePage):
        raise Http404
    if digest != digest_of(page):
        return redirect(address_of(page))
    try:
        made = card_of(page)
    except StillBeingMade:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    headers = {"Cache-Control": FOR_EVER, "Cross-Origin-Resource-Policy": "cross-origin"}  # made to be shown elsewhere
    return FileResponse(default_storage.open(made.path), content_type="image/png", headers=headers)
