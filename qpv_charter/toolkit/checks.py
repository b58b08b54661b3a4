"""What `manage.py check` refuses, beside Django's own."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from qpv_charter.toolkit.local import is_local


@register()
def demonstration_stays_here(**_: Any) -> list[CheckMessage]:
    """In a demonstration anybody signs in as anybody: it must not answer to a public name."""
    if not settings.DEMO:
        return []
    named = [*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).netloc]
    public = sorted({host for host in named if not is_local(host)})
    if not public:
        return []
    return [
        Error(
            f"DEMO=1 lets anybody sign in as anybody, and this site answers to {', '.join(public)}.",
            hint="Unset DEMO, or keep ALLOWED_HOSTS and SITE_URL to localhost, 127.0.0.1 or [::1].",
            id="qpv_charter.E001",
        )
    ]
