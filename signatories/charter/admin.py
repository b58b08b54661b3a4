"""The charter in the admin: a text is read there, never typed; it is adopted in the workspace."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from signatories.charter.models import CharterVersion


@admin.register(CharterVersion)
class CharterVersionAdmin(admin.ModelAdmin[CharterVersion]):
    """Texts come from the load_charter command or the workspace, byte for byte."""

    list_display = ["version", "title", "dated", "status", "is_demonstration", "loaded_at"]
    list_filter = ["status"]
    readonly_fields = ["version", "title", "dated", "is_demonstration", "status", "loaded_at"]
    readonly_fields += ["in_force_at", "superseded_at", "corrects", "adopted_by", "adopted_on"]
    readonly_fields += ["sha256", "source"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  # Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CharterVersion | None = None) -> bool:  # noqa: ARG002  # the same
        return False

    def save_model(self, request: HttpRequest, obj: CharterVersion, form: Any, change: bool) -> None:  # noqa: FBT001  # the same
        """Nothing of a loaded text can change."""
