"""What the team sees of the outbox."""

from django.db.models import QuerySet

from signatories.outbox.models import Message


def messages(*, state: str = "") -> QuerySet[Message]:
    """Mails, newest first, of one state if it is a known one. Bodies are left in the database."""
    listed = Message.objects.defer("text", "html").order_by("-created_at", "pk")
    return listed.filter(state=state) if state in Message.State else listed
