"""What every page's frame needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  # the signature Django asks of a context processor
    return {"SITE_URL": settings.SITE_URL, "DEMO": settings.DEMO}
