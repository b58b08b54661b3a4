"""The team of the demonstration."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from signatories.people.models import Role, User
from signatories.territories.models import Department

Kind = Role.Kind
TEAM = [
    ("Camille", "Martin", Kind.NATIONAL),
    ("Inès", "Belkacem", Kind.NATIONAL),
    ("Sofia", "Nguyen", Kind.TERRITORIAL),
    ("Paul", "Marchand", Kind.COMMITTEE),
    ("Jeanne", "Rousseau", Kind.CONFIDED),
]
ANIMATED = "93"  # the department of the territorial animator


def load() -> None:
    """Somebody of each role in the federation's team, each with a verified address and a second factor."""
    for first_name, last_name, kind in TEAM:
        email = f"{first_name.lower().replace('è', 'e')}.equipe@example.org"
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, first_name=first_name, last_name=last_name
        )
        EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        _give(user, kind)


def member_of_the_team() -> User | None:
    """Who decides in the demonstration; nobody on a site that is none."""
    return User.objects.team(Kind.NATIONAL).filter(email__endswith="@example.org").order_by("pk").first()


def _give(user: User, kind: Role.Kind) -> None:
    """Once; a territorial role only where territories are there."""
    place = Department.objects.filter(code=ANIMATED).first() if kind == Kind.TERRITORIAL else None
    if not user.roles.filter(kind=kind).exists() and (place or kind != Kind.TERRITORIAL):
        Role.objects.give(user, kind=kind, department=place)
