"""Territories in the admin: official facts are read only; predecessors are linked by the actions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from signatories.territories.actions import check_predecessor, link_predecessor, unlink_predecessor
from signatories.territories.models import Qpv


class QpvForm(ModelForm[Qpv]):
    def clean_predecessors(self) -> QuerySet[Qpv]:
        """Say beside the field what the action would refuse."""
        chosen: QuerySet[Qpv] = self.cleaned_data["predecessors"]
        for predecessor in chosen:
            if reason := check_predecessor(self.instance, predecessor):
                raise forms.ValidationError(reason)
        return chosen


@admin.register(Qpv)
class QpvAdmin(admin.ModelAdmin[Qpv]):
    """Official facts come from import_territories and are never typed here."""

    form = QpvForm
    view_on_site = False
    list_display = ["code", "name", "department", "generation"]
    list_filter = ["generation", "department"]
    list_select_related = ["department"]
    search_fields = ["code", "search_text", "name"]
    fields = ["code", "name", "generation", "department", "communes", "longitude", "latitude", "predecessors"]
    readonly_fields = ["code", "name", "generation", "department", "communes", "longitude", "latitude"]
    autocomplete_fields = ["predecessors"]

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002  # Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Qpv | None = None) -> bool:  # noqa: ARG002  # the same
        return False

    def save_model(self, request: HttpRequest, obj: Qpv, form: Any, change: bool) -> None:  # noqa: FBT001  # the same
        """Nothing of the neighbourhood itself can change here."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: ARG002, FBT001  # the same
        """Link and unlink by the actions, so that the history knows."""
        qpv, person = form.instance, request.user
        by = person if isinstance(person, AbstractBaseUser) else None
        before, after = set(qpv.predecessors.all()), set(form.cleaned_data["predecessors"])
        for predecessor in after - before:
            link_predecessor(qpv, predecessor=predecessor, by=by)
        for predecessor in before - after:
            unlink_predecessor(qpv, predecessor=predecessor, by=by)
