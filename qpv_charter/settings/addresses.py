"""On which page each object is shown: what `get_absolute_url` answers.

A slice that links to a page of another above it asks the object, and knows no name of its neighbours."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode


def shown_at(name: str, by: str) -> Callable[[Model], str]:
    return lambda shown: reverse(name, args=[getattr(shown, by)])


def listed_by(name: str, asking: str, by: str) -> Callable[[Model], str]:
    """Where a list is narrowed to it."""
    return lambda shown: f"{reverse(name)}?{urlencode({asking: getattr(shown, by)})}"


PAGES = {
    "signatories.department": shown_at("portal:department", "code"),
    "signatories.network": shown_at("portal:network", "slug"),
    "signatories.organisation": shown_at("directory:detail", "slug"),
    "signatories.qpv": shown_at("portal:qpv", "code"),
    "signatories.signature": shown_at("moderation:review", "pk"),  # to the team; to the public, its association's
    "signatories.tag": listed_by("following:list", "etiquette", "key"),
}
