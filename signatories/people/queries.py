"""Who to write to."""

from django.conf import settings

from signatories.people.models import User


def team_addresses() -> list[str]:
    """Where the federation reads its mail: FEDERATION_EMAILS, or every active member of the team."""
    if settings.FEDERATION_EMAILS:
        return list(settings.FEDERATION_EMAILS)
    return list(User.objects.filter(is_staff=True, is_active=True).order_by("pk").values_list("email", flat=True))
