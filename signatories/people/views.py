"""Signing in without a password; the rest of /compte/ is allauth's own views with our templates."""

from allauth.account import views as allauth_views
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from signatories.people.audiences import signing_in
from signatories.people.forms import RequestLoginCodeForm


@method_decorator(signing_in, name="dispatch")
class LoginView(allauth_views.RequestLoginCodeView):
    """One field, the e-mail; what follows is the same page whether or not the address is known."""

    template_name = "account/login.html"

    def form_valid(self, form: RequestLoginCodeForm) -> HttpResponse:
        if form._user:  # somebody made by `createsuperuser` has no row among allauth's addresses yet
            sync_user_email_address(form._user)
        return super().form_valid(form)

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """Whoever comes back here mistyped the address, or is somebody else: start again."""


class CountedByAddress:
    """allauth counts attempts in the session, which requests sent together outrun: here also by address."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        process = self._process  # type: ignore[attr-defined]  # set by allauth's own dispatch
        address = str(process.state.get("email", "")).lower()
        if ratelimit.consume(request, action="login_code_attempt", key=address):
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]  # allauth's own
            return answer
        process.abort()
        return ratelimit.respond_429(request)


@method_decorator(signing_in, name="dispatch")
class ConfirmCodeView(CountedByAddress, allauth_views.ConfirmLoginCodeView):
    """Typing the code that signs in."""


@method_decorator(signing_in, name="dispatch")
class ConfirmAddressView(CountedByAddress, allauth_views.ConfirmEmailVerificationCodeView):
    """Typing the code that proves a new address."""


@signing_in
@require_http_methods(["GET", "HEAD", "POST"])
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """allauth's mails and pages may lead here: an account comes with a signature or an invitation."""
    return render(request, "account/signup_closed.html")
