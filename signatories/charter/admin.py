"""The charter in the admin: a text is read there, never typed; a draft can be put in force."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from qpv_charter.toolkit.actions import ActionRefused
from signatories.charter.actions import put_in_force
from signatories.charter.models import CharterVersion
from signatories.people.models import User


@admin.register(CharterVersion)
class CharterVersionAdmin(admin.ModelAdmin[CharterVersion]):
    """Texts come from the load_charter command, byte for byte."""

    list_display = ["version", "title", "dated", "status", "is_demonstration", "loaded_at"]
    list_filter = ["status"]
    readonly_fields = ["version", "title", "dated", "is_demonstration", "status", "loaded_at"]
    readonly_fields += ["in_force_at", "superseded_at", "sha256", "source"]
    actions = ["put_in_force"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  # Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CharterVersion | None = None) -> bool:  # noqa: ARG002  # the same
        return False

    def save_model(self, request: HttpRequest, obj: CharterVersion, form: Any, change: bool) -> None:  # noqa: FBT001  # the same
        """Nothing of a loaded text can change."""

    @admin.action(description="Mettre cette version en vigueur", permissions=["change"])
    def put_in_force(self, request: HttpRequest, queryset: QuerySet[CharterVersion]) -> None:
        if queryset.count() != 1:
            self.message_user(request, "Choisissez une seule version.", messages.ERROR)
            return
        try:
            version = put_in_force(queryset.get(), by=request.user if isinstance(request.user, User) else None)
        except ActionRefused as refused:
            self.message_user(request, refused.reason, messages.ERROR)
        else:
            self.message_user(request, f"{version} est en vigueur.", messages.SUCCESS)
