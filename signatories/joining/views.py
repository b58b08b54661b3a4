"""Public pages: whoever asks gets the same answers, whether or not the association has contacts."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.audiences import by_key, public
from qpv_charter.toolkit.limits import Limit, spend_all
from qpv_charter.toolkit.network import client_network
from qpv_charter.toolkit.refusals import refusal_said
from signatories.organisations.actions import accept_join, ask_to_join
from signatories.organisations.forms import JoinForm
from signatories.organisations.models import JoinRequest, Organisation
from signatories.people.actions import open_account
from signatories.people.signin import is_signed_in_as, mail_code
from signatories.signatures.models import Signature

HOUR = 3600  # seconds
PER_ADDRESS = Limit("joining-address", times=5, seconds=HOUR)
PER_ORGANISATION = Limit("joining-organisation", times=20, seconds=HOUR)
PER_NETWORK = Limit("joining-network", times=60, seconds=HOUR)  # a room full of people shares one


def joinable() -> QuerySet[Organisation]:
    """Associations the public knows: one not published yet must not be revealed by this page."""
    seen = Signature.objects.published().values("organisation")
    return Organisation.objects.filter(pk__in=seen).select_related("commune__department")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(joinable(), slug=slug)
    form = JoinForm(request.POST or None, network=client_network(request))
    if request.method == "POST" and form.is_valid():
        if not _within_limits(request, organisation, form.cleaned_data["email"]):
            return _too_many(request)
        ask_to_join(organisation, **form.cleaned_data)
        return redirect("joining:sent", slug=organisation.slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "signatories/joining/ask.html", context)


def _within_limits(request: HttpRequest, organisation: Organisation, email: str) -> bool:
    network = client_network(request)
    return spend_all((PER_ADDRESS, email), (PER_ORGANISATION, str(organisation.pk)), (PER_NETWORK, network))


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


@public
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(joinable(), slug=slug)
    return render(request, "signatories/joining/sent.html", {"organisation": organisation})


@by_key
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, pk: str) -> HttpResponse:
    """The person whom the paper names: a button mails a code, and once signed in another takes the record."""
    asked = get_object_or_404(JoinRequest.objects.select_related("organisation"), pk=pk)
    if asked.state != JoinRequest.State.PENDING or not asked.is_paper_address:
        return render(request, "signatories/joining/closed.html", {"asked": asked}, status=404)
    signed_in = is_signed_in_as(request.user, asked.email)
    if request.method != "POST":
        state = "ready" if signed_in else "other" if request.user.is_authenticated else "code"
        context = {"asked": asked, "state": state}
        return render(request, "signatories/joining/confirm.html", context)
    return _take(request, asked) if signed_in else _send_code(request, asked)


def _send_code(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    if not PER_ADDRESS.spend(asked.email):
        return _too_many(request)
    user = open_account(email=asked.email, first_name=asked.first_name, last_name=asked.last_name, verified=False)
    return mail_code(request, user, redirect_url=request.path)


def _take(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    with refusal_said(request):
        accept_join(asked, by=request.user)  # type: ignore[arg-type]  # signed in, checked by the caller
        return redirect("portal:space_detail", slug=asked.organisation.slug)
    return redirect("portal:space")
