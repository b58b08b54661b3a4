"""Who an address belongs to, and who to write to."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Q, QuerySet

from qpv_charter.toolkit.mailboxes import same_mailbox
from signatories.people.models import Role, User


def person_of(email: str) -> User | None:
    """Who proved to read this mailbox, else who is known by this address, whatever its case.

    Both are looked for in any case: that takes as long for an address that nobody has."""
    address = same_mailbox(email)
    owner = EmailAddress.objects.filter(email=address, verified=True).select_related("user").first()
    bearer = User.objects.filter(email__iexact=address).first()
    return owner.user if owner else bearer


def known_by(email: str) -> list[User]:
    """Whose address this is, and who had it before and has another one now; none of those who were erased."""
    address, today = same_mailbox(email), person_of(email)
    before = User.objects.filter(former_addresses__email=address, erased_at=None).order_by("pk")
    return [*([today] if today and not today.erased_at else []), *(one for one in before if one != today)]


def team_addresses(department: str | None = None) -> list[str]:
    """Where the federation reads its mail: FEDERATION_EMAILS, or every active national animator; and those of the
    department that the matter is about, where one is given by its code."""
    held = Role.objects.current().filter(user__is_active=True)
    if settings.FEDERATION_EMAILS:
        there = held.filter(department=department) if department else held.none()
        return list(dict.fromkeys([*settings.FEDERATION_EMAILS, *_addresses(there)]))
    return _addresses(held.filter(Q(kind=Role.Kind.NATIONAL) | Q(department=department, department__isnull=False)))


def committee_addresses() -> list[str]:
    """Where those who read for the comité de suivi read their mail."""
    return _addresses(Role.objects.current().filter(user__is_active=True, kind=Role.Kind.COMMITTEE))


def _addresses(held: QuerySet[Role]) -> list[str]:
    people = User.objects.filter(pk__in=held.values("user"))
    return list(people.order_by("pk").values_list("email", flat=True))
