"""What allauth must do our way; its mails take the outbox's road (`outbox/adapter.py`)."""

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from qpv_charter.toolkit.network import client_network


class PeopleAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Ce compte est fermé. Écrivez à l’équipe d’animation si c’est une erreur.",
        "email_taken": "Cette adresse est déjà celle d’une autre personne.",
        "incorrect_code": "Ce code n’est pas le bon. Recopiez les chiffres du dernier message reçu.",
        "same_as_current": "C’est déjà votre adresse.",
        "too_many_login_attempts": (
            "Trop d’essais en peu de temps pour cette adresse. Attendez quelques minutes, "
            "puis demandez un nouveau code."
        ),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Said in allauth's notices; its own way answers an error page to what came around the proxies."""
        return client_network(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """Nobody registers: an account is born when an association signs or invites somebody."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": (
            "Ce code n’est pas le bon. Il change toutes les trente secondes\u202f: "
            "attendez le suivant et recopiez-le."
        ),
        "cannot_generate_recovery_codes": (
            "Les codes de secours accompagnent une application ou une clé d’accès\u202f: "
            "ajoutez d’abord l’une des deux."
        ),
        "unverified_email": "Confirmez d’abord votre adresse e-mail\u202f: nous vous avons envoyé un code.",
    }

    def build_totp_svg(self, url: str) -> str:
        """An inline drawing: our content security policy lets no `data:` picture in."""
        return segno.make(url, micro=False).svg_inline(scale=5, border=4, light="#fff", omitsize=True)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's signature
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Ma clé d’accès" if number == 1 else f"Ma clé d’accès n°\u202f{number}"
