"""Who sees a gathering that is not public: whoever read its invitation on a poster, in this browser."""

import uuid

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from engagements.participation.models import Gathering, GatheringQuerySet
from engagements.participation.queries import page
from engagements.scope.asking import who_asks

LASTS = 14 * 24 * 3600  # seconds: from the poster to the evening when one answers
_SALT = "participation.invitation"


def shown_to(request: HttpRequest, pk: uuid.UUID) -> Gathering:
    """The gathering, for who may see it or was invited to. Raises Http404 for anybody else."""
    invited = Gathering.objects.filter(pk=pk, hidden_at=None)
    rows = invited if is_invited(request, pk) else _visible(request).filter(pk=pk)
    found = page(rows).first()
    if found is None:
        raise Http404
    return found


def is_invited(request: HttpRequest, pk: uuid.UUID) -> bool:
    try:
        return bool(signing.loads(request.COOKIES.get(_name(pk), ""), salt=_SALT, max_age=LASTS) == str(pk))
    except signing.BadSignature:
        return False


def invite(gathering: Gathering) -> HttpResponse:
    """Lead to a gathering, with what opens it in this browser."""
    response = redirect(gathering)
    response.set_cookie(
        _name(gathering.pk),
        signing.dumps(str(gathering.pk), salt=_SALT),
        max_age=LASTS,
        path=reverse("participation:list"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _visible(request: HttpRequest) -> GatheringQuerySet:
    return Gathering.objects.visible_to(who_asks(request))


def _name(pk: uuid.UUID) -> str:
    return f"rencontre-{pk}"
