"""The federation's team in the admin: who belongs to it. Contacts of associations are looked after elsewhere."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from qpv_charter.toolkit.actions import ActionRefused
from qpv_charter.toolkit.fields import Email, EmailInput, PersonName
from signatories.people.actions import join_team, leave_team, open_account
from signatories.people.actors import team_member
from signatories.people.models import User


class ColleagueForm(forms.ModelForm[User]):
    """Somebody to welcome in the team; an address already known is that very person."""

    email = Email(label="Adresse e-mail", widget=EmailInput({"autocomplete": "off"}))
    first_name = PersonName(label="Prénom", required=False)
    last_name = PersonName(label="Nom", required=False)

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name"]

    def clean(self) -> dict[str, Any]:
        """An address that somebody has is no mistake here: it is them."""
        cleaned = super().clean() or {}
        known = User.objects.filter(email__iexact=cleaned.get("email", "")).first()
        self.instance = known or self.instance
        return cleaned

    def save(self, commit: bool = True) -> User:  # noqa: ARG002, FBT001, FBT002  # Django's signature
        if "email" not in self.cleaned_data:  # a colleague's page, where nothing can be changed
            return self.instance
        return open_account(**self.cleaned_data, verified=False)

    def save_m2m(self) -> None:
        """Nothing besides."""


@admin.register(User)
class TeamAdmin(admin.ModelAdmin[User]):
    list_display = ["email", "first_name", "last_name", "date_joined"]
    search_fields = ["email", "first_name", "last_name"]
    form = ColleagueForm
    fields = ["email", "first_name", "last_name"]
    actions = ["leave_team"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).filter(is_staff=True)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:  # noqa: ARG002  # Django's signature
        """A person's name and address are theirs to change, not a colleague's."""
        return self.fields if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:  # noqa: ARG002  # the same
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001  # the same
        if not change:
            join_team(obj, by=team_member(request).person)

    @admin.action(description="Retirer de l’équipe d’animation", permissions=["change"])
    def leave_team(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            try:
                leave_team(user, by=team_member(request).person)
            except ActionRefused as refused:
                self.message_user(request, refused.reason, messages.ERROR)
            else:
                self.message_user(
                    request, f"{user} ne fait plus partie de l’équipe d’animation.", messages.SUCCESS
                )
