"""What the team sees of the outbox."""

from django.db.models import QuerySet

from signatories.outbox.models import Message


def messages() -> QuerySet[Message]:
    """Mails, newest first. Bodies are left in the database."""
    return Message.objects.defer("text", "html").order_by("-created_at", "pk")
