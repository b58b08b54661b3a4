"""Public pages: whoever asks gets the same answers, whether or not the association has contacts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qpv_charter.toolkit.audiences import Audience, public
from qpv_charter.toolkit.limits import HOUR, Limit, spend_all
from qpv_charter.toolkit.mailboxes import mailbox_of
from qpv_charter.toolkit.network import client_network, client_place
from signatories.joining.queries import joinable, signed_on_paper, what_is_known
from signatories.organisations.actions import ask_to_join
from signatories.organisations.forms import JoinForm, RecognisedForm
from signatories.organisations.models import Organisation

PER_ADDRESS = Limit("joining-address", times=15, seconds=HOUR, share=5)
PER_ORGANISATION = Limit("joining-organisation", times=20, seconds=HOUR, share=10)
PER_NETWORK = Limit("joining-network", times=60, seconds=HOUR)  # a room full of people shares one

# For anyone, kept nowhere.
joining = Audience(name="joining")


@joining
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(joinable(), slug=slug)
    paper = signed_on_paper(organisation)
    form = (RecognisedForm if paper else JoinForm)(request.POST or None, network=client_network(request))
    if request.method == "POST" and form.is_valid():
        if not _within_limits(request, organisation, form.cleaned_data["email"]):
            return render(request, "429.html", status=429)
        ask_to_join(organisation, **form.cleaned_data)
        return redirect("joining:sent", slug=organisation.slug)
    context = {"organisation": organisation, "form": form, "rows": what_is_known(paper) if paper else []}
    return render(request, "signatories/joining/ask.html", context)


def _within_limits(request: HttpRequest, organisation: Organisation, email: str) -> bool:
    network = client_network(request)
    uses = ((PER_ADDRESS, mailbox_of(email)), (PER_ORGANISATION, str(organisation.pk)), (PER_NETWORK, network))
    return spend_all(*uses, by=client_place(request))


@public
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = get_object_or_404(joinable(), slug=slug)
    return render(request, "signatories/joining/sent.html", {"organisation": organisation})
