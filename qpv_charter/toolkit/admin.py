"""Admin pages for reading: what has an action, or a history, is never changed there."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django_tasks import TaskResultStatus
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


# The library has no French: what its pages call it is said here, and nowhere else.
STATES = {
    TaskResultStatus.READY: "à faire",
    TaskResultStatus.RUNNING: "en cours",
    TaskResultStatus.FAILED: "en échec",
    TaskResultStatus.SUCCESSFUL: "faite",
}
_NAMES = {
    "task_path": "tâche",
    "args_kwargs": "arguments",
    "enqueued_at": "demandée le",
    "started_at": "commencée le",
    "finished_at": "finie le",
}
_about = DBTaskResult._meta
_about.verbose_name, _about.verbose_name_plural = "tâche de fond", "tâches de fond"
_about.app_config.verbose_name = "Tâches de fond"
for _name, _said in _NAMES.items():
    _about.get_field(_name).verbose_name = _said  # type: ignore[union-attr]  # a field of its own


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "état", "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ARG002  # Django's signature
        return [(str(state), said) for state, said in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002  # the same
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(DBTaskResult)
class TaskResultAdmin(ReadOnlyAdmin[DBTaskResult[..., Any]]):
    """What became of background work: what failed five times stays here, with its traceback."""

    list_display = ["task_path", "state", "enqueued_at", "started_at", "finished_at"]
    list_filter = [StateFilter]
    ordering = ["-enqueued_at"]
    fields = ["task_path", "state", "args_kwargs", "enqueued_at", "started_at", "finished_at", "where_it_failed"]
    readonly_fields = ["state", "where_it_failed"]

    @admin.display(description="état", ordering="status")
    def state(self, result: DBTaskResult[..., Any]) -> str:
        return STATES[TaskResultStatus(result.status)]

    @admin.display(description="où elle a échoué")
    def where_it_failed(self, result: DBTaskResult[..., Any]) -> str:
        return format_html("<pre>{}</pre>", result.traceback)
