"""Who an address belongs to, and who to write to."""

from allauth.account.models import EmailAddress
from django.conf import settings

from qpv_charter.toolkit.mailboxes import same_mailbox
from signatories.people.models import User


def person_of(email: str) -> User | None:
    """Who proved to read this mailbox, else who is known by this address, whatever its case."""
    address = same_mailbox(email)
    owner = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    found: User | None = owner.user if owner else User.objects.filter(email__iexact=address).first()
    return found


def team_addresses() -> list[str]:
    """Where the federation reads its mail: FEDERATION_EMAILS, or every active member of the team."""
    if settings.FEDERATION_EMAILS:
        return list(settings.FEDERATION_EMAILS)
    return list(User.objects.filter(is_staff=True, is_active=True).order_by("pk").values_list("email", flat=True))
