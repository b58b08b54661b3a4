"""On whose account what happens now is put: whoever made the request that is being answered."""

from allauth.core import context

from qpv_charter.toolkit.network import client_place


def who_asks() -> str:
    """The person who is signed in, else the network that a visitor comes from; empty in a task or a command.

    Read from the request that allauth's middleware keeps at hand: who is counted does not depend on what each
    view, action and message on the way thought of passing on."""
    request = context.request
    if request is not None and request.user.is_authenticated:
        return f"person {request.user.pk}"
    return where_from()


def where_from() -> str:
    """The network that the request comes from, whoever is signed in there; empty in a task or a command."""
    return f"network {client_place(context.request)}" if context.request is not None else ""
