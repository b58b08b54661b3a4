"""The mail that left, waits or failed; a confidential body is never shown."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from qpv_charter.toolkit.admin import ReadOnlyAdmin
from signatories.outbox.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin[Message]):
    list_display = ["created_at", "state", "to", "shown_subject", "attempts", "sent_at"]
    list_filter = ["state", "kind"]
    search_fields = ["to"]
    date_hierarchy = "created_at"
    readonly_fields = ["shown_subject"]

    @admin.display(description="objet", ordering="subject")
    def shown_subject(self, message: Message) -> str:
        return message.shown_subject

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002  # Django's signature
        fields = [
            "kind",
            "to",
            "reply_to",
            "shown_subject",
            "necessary",
            "until",
            "condition",
            "state",
            "reason",
            "attempts",
            "next_try_at",
            "created_at",
            "sent_at",
        ]
        return [*fields, "error"] if obj is None or obj.secret else [*fields, "error", "text"]
