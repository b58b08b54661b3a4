"""The outbox as the team sees it. A secret body is shown to nobody."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from qpv_charter.toolkit.actions import ActionRefused
from signatories.outbox import actions, queries
from signatories.outbox.models import Message
from signatories.people.models import User


class MessageList(ListView[Message]):
    template_name = "signatories/outbox/list.html"
    context_object_name = "mails"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Message]:
        return queries.messages(state=self._state())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(states=Message.State.choices, state=self._state(), **kwargs)

    def _state(self) -> str:
        return self.request.GET.get("etat", "")


class MessageDetail(DetailView[Message]):
    model = Message
    template_name = "signatories/outbox/detail.html"
    context_object_name = "mail"


@require_POST
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    message = get_object_or_404(Message, pk=pk)
    assert isinstance(request.user, User)  # noqa: S101  # /animation/ is closed to anybody else by its middleware
    try:
        actions.retry(message, by=request.user)
    except ActionRefused as refusal:
        notes.error(request, refusal.reason)
    else:
        notes.success(request, f"L’e-mail à {message.to} repart dans la minute.")
    return redirect("outbox:detail", pk=pk)
