"""Who holds an invitation: it opens one sheet in one browser, until its day."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from engagements.debates.models import Sheet, SheetGuest, SheetGuestKey
from qpv_charter.toolkit import keys
from qpv_charter.toolkit.audiences import by_key


@by_key
@require_safe
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The address that an organiser passes on: from here on the address holds no key."""
    found = SheetGuestKey.objects.select_related("target__sheet").found(key)
    if found is None or not found.is_usable:
        raise Http404
    return keys.hand_over(request, found, to=found.target.sheet.get_absolute_url(), at=reverse("debates:list"))


def guest_of(request: HttpRequest, pk: uuid.UUID) -> SheetGuest | None:
    """Whoever this browser was invited as, on a sheet (no query where it holds no invitation)."""
    key = keys.held_to_any(request, SheetGuestKey.objects.all(), targets=SheetGuest.objects.filter(sheet=pk))
    return key.target if key else None


def invited_to(request: HttpRequest, pk: uuid.UUID) -> Sheet | None:
    """The sheet that this browser's invitation opens."""
    return Sheet.objects.with_details().filter(pk=pk).first() if guest_of(request, pk) else None
