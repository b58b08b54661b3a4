"""/animation/reseaux/: the list of networks, and those that were taken off it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qpv_charter.toolkit.refusals import refusal_on, refusal_said
from signatories.organisations import actions, queries
from signatories.organisations.forms import WithdrawNetworkForm
from signatories.people.actors import TeamMember
from signatories.people.audiences import national

TEMPLATES = "signatories/organisations/networks/"


@national
@require_safe
def networks(request: HttpRequest, actor: TeamMember) -> HttpResponse:
    found = list(queries.every_network())
    context = {
        "listed": [network for network in found if network.withdrawn_at is None],
        "withdrawn": [network for network in found if network.withdrawn_at],
    }
    return render(request, f"{TEMPLATES}list.html", context)


@national
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, actor: TeamMember, slug: str) -> HttpResponse:
    """After a page that says who bears it."""
    network = get_object_or_404(queries.every_network(), slug=slug)
    form = WithdrawNetworkForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.withdraw_network(network, **form.cleaned_data, by=actor)
            messages.success(request, f"«\u202f{network}\u202f» est retiré de la liste. Vous pouvez l’y remettre.")
            return redirect("organisations:networks")
    return render(request, f"{TEMPLATES}withdraw.html", {"network": network, "form": form})


@national
@require_POST
def restore(request: HttpRequest, actor: TeamMember, slug: str) -> HttpResponse:
    network = get_object_or_404(queries.every_network(), slug=slug)
    with refusal_said(request):
        actions.restore_network(network, by=actor)
        messages.success(request, f"«\u202f{network}\u202f» est de nouveau dans la liste.")
    return redirect("organisations:networks")
