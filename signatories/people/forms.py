"""allauth's forms, in our words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from qpv_charter.toolkit.fields import Code, Email, Line
from signatories.people.limits import may_try_second_factor
from signatories.people.models import User
from signatories.people.queries import person_of

KEY_NAME = "Nom de la clé"
LONGEST_KEY_NAME = 100
MAILED_CODE = "Les six chiffres du message que nous venons d’envoyer."
APPLICATION = "Code de votre application"
WRONG_APPLICATION = "Le code compte six chiffres. Regardez de nouveau votre application."
WRONG_FACTOR = "Le code compte six chiffres, et un code de secours huit. Regardez-le de nouveau."
APPLICATION_CODE = "Les six chiffres que montre votre application, ou l’un de vos codes de secours."


def _ask_code(form: forms.Form, *, label: str, hint: str, digits: tuple[int, ...] = (6,), wrong: str = "") -> None:
    """allauth's own field gives way to ours, which takes what people paste."""
    errors = {"invalid": wrong} if wrong else None
    form.fields["code"] = Code(label=label, help_text=hint, digits=digits, error_messages=errors)


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        hint = "Celle de votre signature ou de votre invitation."
        self.fields["email"] = Email(label="Votre adresse e-mail", help_text=hint)

    def clean_email(self) -> str:
        """allauth's own way asks more of the database for an address that nobody has."""
        email: str = self.cleaned_data["email"]
        person = person_of(email)
        self._user = person if person and person.is_active else None
        return email


class LoginCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, label="Code reçu par e-mail", hint=MAILED_CODE)


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, label="Code reçu par e-mail", hint=MAILED_CODE)


class NewAddressForm(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "Nous y enverrons un code. L’ancienne adresse sert jusque-là."
        self.fields["email"] = Email(label="Nouvelle adresse e-mail", help_text=hint)


class Counted(forms.Form):
    """A second factor is tried a few times in a quarter of an hour; allauth's own count stands in the cache."""

    user: User

    def clean_code(self) -> str:
        if not may_try_second_factor(self.user):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form comes next
        return code


class SecondFactorForm(Counted, AuthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, label=APPLICATION, hint=APPLICATION_CODE, digits=(6, 8), wrong=WRONG_FACTOR)


class SecondFactorAgainForm(Counted, ReauthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, label=APPLICATION, hint=APPLICATION_CODE, digits=(6, 8), wrong=WRONG_FACTOR)


class ApplicationForm(ActivateTOTPForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        hint = "Six chiffres, qui changent toutes les 30 secondes."
        _ask_code(self, label="Code affiché par l’application", hint=hint, wrong=WRONG_APPLICATION)


class KeyForm(AddWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        hint = "Pour vous y retrouver. Exemple\u202f: mon téléphone."
        self.fields["name"] = Line(label=KEY_NAME, max_length=LONGEST_KEY_NAME, required=False, help_text=hint)
        self.fields["passwordless"].label = "Me connecter avec cette clé, sans code par e-mail"
        self.fields["passwordless"].initial = True
        self.fields[
            "passwordless"
        ].help_text = "L’appareil vous demandera alors son code, votre empreinte ou votre visage."


class KeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = Line(
            label=KEY_NAME, max_length=LONGEST_KEY_NAME, initial=self.fields["name"].initial
        )
