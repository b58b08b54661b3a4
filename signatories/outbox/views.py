"""The outbox as the team sees it. A secret body is shown to nobody."""

from typing import Any
from uuid import UUID

from django.contrib import messages as notes
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from qpv_charter.toolkit.refusals import refusal_said
from signatories.outbox import actions, queries
from signatories.outbox.models import Message
from signatories.people.actors import TeamMember
from signatories.people.audiences import team


@method_decorator(team, name="dispatch")
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


@method_decorator(team, name="dispatch")
class MessageDetail(DetailView[Message]):
    model = Message
    template_name = "signatories/outbox/detail.html"
    context_object_name = "mail"


@team
@require_POST
def retry(request: HttpRequest, actor: TeamMember, pk: UUID) -> HttpResponse:
    message = get_object_or_404(Message, pk=pk)
    with refusal_said(request):
        actions.retry(message, by=actor.person)
        notes.success(request, f"L’e-mail à {message.to} repart dans la minute.")
    return redirect("outbox:detail", pk=pk)
