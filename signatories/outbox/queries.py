"""What the team sees of the outbox."""

from django.db.models import QuerySet

from signatories.outbox.models import Message
from signatories.people.actors import Actor


def messages(actor: Actor) -> QuerySet[Message]:
    """Mails that the actor sees, newest first. Bodies are left in the database."""
    return Message.objects.visible_to(actor).defer("text", "html").order_by("-created_at", "pk")
