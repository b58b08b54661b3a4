"""allauth's forms, in our words."""

from typing import Any

from allauth.account.forms import AddEmailForm, ConfirmEmailVerificationCodeForm, ConfirmLoginCodeForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from qpv_charter.toolkit.forms import CodeInput

MAILED_CODE = "Les six chiffres du message que nous venons d’envoyer."
APPLICATION_CODE = "Les six chiffres que montre votre application, ou l’un de vos codes de secours."


def _ask_code(form: forms.Form, *, label: str, hint: str, digits: int = 6) -> None:
    field = form.fields["code"]
    field.label = label
    field.help_text = hint
    field.widget = CodeInput(digits=digits)


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Votre adresse e-mail"
        self.fields["email"].help_text = "Celle de votre signature ou de votre invitation."
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "email"})


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
        self.fields["email"].label = "Nouvelle adresse e-mail"
        self.fields["email"].help_text = "Nous y enverrons un code. L’ancienne adresse sert jusque-là."
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "email"})


class SecondFactorForm(AuthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, label="Code de votre application", hint=APPLICATION_CODE, digits=8)


class SecondFactorAgainForm(ReauthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self, label="Code de votre application", hint=APPLICATION_CODE, digits=8)


class ApplicationForm(ActivateTOTPForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(
            self, label="Code affiché par l’application", hint="Six chiffres, qui changent toutes les 30 secondes."
        )


class KeyForm(AddWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Nom de la clé"
        self.fields["name"].help_text = "Pour vous y retrouver. Exemple\u202f: mon téléphone."
        self.fields["passwordless"].label = "Me connecter avec cette clé, sans code par e-mail"
        self.fields["passwordless"].initial = True
        self.fields[
            "passwordless"
        ].help_text = "L’appareil vous demandera alors son code, votre empreinte ou votre visage."


class KeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Nom de la clé"
