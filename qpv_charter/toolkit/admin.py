"""Admin pages for reading: what has an action, or a history, is never changed there."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django_tasks_db.models import DBTaskResult

M = TypeVar("M", bound=Model)


class ReadOnlyAdmin(admin.ModelAdmin[M]):
    """Open to whoever may see the admin; nobody adds, changes or deletes."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  # Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  # the same
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  # the same
        return False


@admin.register(DBTaskResult)
class TaskResultAdmin(ReadOnlyAdmin[DBTaskResult[..., Any]]):
    """What became of background work: what failed five times stays here, with its traceback."""

    list_display = ["task_path", "status", "enqueued_at", "started_at", "finished_at"]
    list_filter = ["status"]
    ordering = ["-enqueued_at"]
    fields = ["task_path", "status", "args_kwargs", "enqueued_at", "started_at", "finished_at", "where_it_failed"]
    readonly_fields = ["where_it_failed"]

    @admin.display(description="traceback")
    def where_it_failed(self, result: DBTaskResult[..., Any]) -> str:
        return format_html("<pre>{}</pre>", result.traceback)
