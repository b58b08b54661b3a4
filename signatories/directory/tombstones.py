"""Where the address of a record leads once it was joined to another one."""

from django.http import HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from signatories.organisations.models import Organisation


def moved(name: str, kept: Organisation, **named: str) -> HttpResponse:
    """To the same page of the record that is kept: for good, but asked again each time, since a union is undone
    within the year."""
    where = reverse(name, kwargs={"slug": kept.slug, **named})
    response: HttpResponseRedirectBase = redirect(where, permanent=True, preserve_request=True)
    patch_cache_control(response, no_cache=True)
    return response
