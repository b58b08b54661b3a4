"""Signing in, under /compte/. French paths, allauth's own names (its code reverses them)."""

from dataclasses import replace

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from qpv_charter.toolkit.audiences import signed_in
from signatories.people import views
from signatories.people.audiences import signing_in

# allauth's own views, declared where they are included.
WAYS_IN_AND_OUT = [
    path("connexion/protection/", mfa.authenticate, name="mfa_authenticate"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("ferme/", account.account_inactive, name="account_inactive"),
]
PROTECTION = [
    path("protection/", mfa.index, name="mfa_index"),
    path("protection/confirmer/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("protection/application/", totp.activate_totp, name="mfa_activate_totp"),
    path("protection/application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("protection/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("protection/codes/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("protection/codes/telecharger/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("protection/cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("protection/cles/ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("protection/cles/confirmer/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("protection/cles/<int:pk>/nom/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("protection/cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
urlpatterns = [
    path("connexion/", views.LoginView.as_view(), name="account_login"),
    path("connexion/code/", views.LoginView.as_view(), name="account_request_login_code"),
    path("connexion/cle/", views.sign_in_with_key, name="mfa_login_webauthn"),
    path("connexion/code/saisir/", views.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("sans-compte/", views.no_sign_up, name="account_signup"),
    path("adresse/", views.AddressView.as_view(), name="account_email"),
    path("adresse/confirmer/", views.ConfirmAddressView.as_view(), name="account_email_verification_sent"),
    *signing_in.included(WAYS_IN_AND_OUT),
    # What they show, the secret of an application, no browser keeps.
    *replace(signed_in, secret=True).included(PROTECTION),
]
