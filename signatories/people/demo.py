"""The team of the demonstration."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from signatories.people.models import User

TEAM = [("Camille", "Martin"), ("Inès", "Belkacem")]


def load() -> None:
    """Two members of the federation's team, each with a verified address and a second factor."""
    for first_name, last_name in TEAM:
        email = f"{first_name.lower().replace('è', 'e')}.equipe@example.org"
        user = User.objects.filter(email=email).first() or User.objects.create_user(
            email, first_name=first_name, last_name=last_name, is_staff=True, is_superuser=True
        )
        EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())


def member_of_the_team() -> User | None:
    """Who decides in the demonstration; nobody on a site that is none."""
    return (
        User.objects.filter(is_staff=True, is_active=True, email__endswith="@example.org").order_by("pk").first()
    )
