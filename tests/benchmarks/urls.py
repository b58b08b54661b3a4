"""The site's addresses, and an empty view behind the same middleware."""

from django.urls import include, path

from qpv_charter.toolkit.audiences import public
from tests.benchmarks.empty import empty

urlpatterns = [path("bench/empty/", public(empty)), path("", include("qpv_charter.urls"))]
