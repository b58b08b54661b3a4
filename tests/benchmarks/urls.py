"""The site's addresses, and an empty view behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from qpv_charter.toolkit.audiences import public


@public
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("bench/empty/", empty), path("", include("qpv_charter.urls"))]
