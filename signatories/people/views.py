"""Signing in without a password; the rest of /compte/ is allauth's own views with our templates."""

from allauth.account import views as allauth_views
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.mfa.webauthn.views import login_webauthn
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from qpv_charter.toolkit.audiences import signed_in
from qpv_charter.toolkit.network import client_place
from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.people.audiences import signing_in
from signatories.people.forms import LoginCodeForm, NewAddressForm, RequestLoginCodeForm
from signatories.people.limits import PASSKEYS_PER_PLACE, may_try_code
from signatories.people.models import User


@method_decorator(signing_in, name="dispatch")
class LoginView(allauth_views.RequestLoginCodeView):
    """One field, the e-mail; what follows is the same page whether or not the address is known."""

    template_name = "account/login.html"

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        with refusal_on(form, "email"):
            answer: HttpResponse = super().form_valid(form)
            return answer
        return self.form_invalid(form)

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Whoever comes back here mistyped the address, or is somebody else: start again."""


class Counted:
    """allauth counts attempts in the session, which requests sent together outrun: here in the database too."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        process = self._process  # type: ignore[attr-defined]  # set by allauth's own dispatch
        if self._action == "verify" and not may_try_code(request, _asked(process.state)):  # type: ignore[attr-defined]  # too
            process.abort()
            return too_many(request)
        with refusal_said(request):
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]  # allauth's own
            return answer
        return redirect(request.get_full_path())


def _asked(state: dict[str, object]) -> str:
    """One code among those asked for: its address, when it was asked for, which one since."""
    return f"{state.get('email')} {state.get('at')} {state.get('resend_count')}"


@method_decorator(signing_in, name="dispatch")
class ConfirmCodeView(Counted, allauth_views.ConfirmLoginCodeView):
    """Typing the code that signs in."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """An address that nobody has is looked for as often as one that somebody has."""
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        process = getattr(self, "_process", None)  # none for who asked for no code
        if process and not process.user:
            User.objects.filter(pk=0).first()
        return answer

    def _resend_form_valid(self, form: Form) -> HttpResponse:  # noqa: ARG002  # allauth's signature
        """allauth's own does not write again to an address that nobody has, which takes less time."""
        self._process.send()
        self._process.record_resend()
        self._process.persist()
        here = reverse("account_confirm_login_code")
        return redirect(self.passthrough_next_url(here))  # type: ignore[no-untyped-call]  # allauth's own

    def _verify_form_valid(self, form: LoginCodeForm) -> HttpResponse:
        """Somebody made by `createsuperuser` has no row among allauth's addresses yet."""
        sync_user_email_address(self._process.user)
        answer: HttpResponse = super()._verify_form_valid(form)
        return answer


@method_decorator(signing_in, name="dispatch")
class ConfirmAddressView(Counted, allauth_views.ConfirmEmailVerificationCodeView):
    """Typing the code that proves a new address."""


@method_decorator(signed_in, name="dispatch")
class AddressView(allauth_views.EmailView):
    """Changing one's address: a code goes to the new one."""

    def form_valid(self, form: NewAddressForm) -> HttpResponse:
        answer: HttpResponse
        with refusal_on(form, "email"):
            answer = super().form_valid(form)
            return answer
        answer = self.form_invalid(form)
        return answer


@signing_in
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_key(request: HttpRequest) -> HttpResponseBase:
    """A passkey: allauth's own view, which keeps a challenge in the session of whoever asks for one."""
    if not PASSKEYS_PER_PLACE.spend(client_place(request)):
        return too_many(request)
    return login_webauthn(request)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


@signing_in
@require_http_methods(["GET", "HEAD", "POST"])
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """allauth's mails and pages may lead here: an account comes with a signature or an invitation."""
    return render(request, "account/signup_closed.html")
