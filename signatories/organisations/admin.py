"""Networks and themes in the admin: the lists that the federation keeps."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from qpv_charter.toolkit.fields import Name, Web
from signatories.organisations.models import Network, Theme
from signatories.organisations.reference import keep
from signatories.people.models import User


class ReferenceAdmin(admin.ModelAdmin[Any]):
    """Items are added and corrected by an action; associations point at them, so none is deleted."""

    view_on_site = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002  # Django's signature
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001  # the same
        keep(obj, by=request.user if isinstance(request.user, User) else None)


class NetworkForm(forms.ModelForm[Network]):
    name = Name(label="Nom")
    acronym = Name(label="Sigle", max_length=40, required=False)
    website = Web(label="Site", required=False)

    def clean_slug(self) -> str:
        """An address that a withdrawn network has is not free."""
        slug: str = self.cleaned_data["slug"]
        if Network.every.exclude(withdrawn_at=None).filter(slug=slug).exists():
            raise forms.ValidationError(
                "Un réseau retiré a déjà cette adresse\u202f: remettez-le plutôt, depuis l’espace d’animation."
            )
        return slug


class ThemeForm(forms.ModelForm[Theme]):
    label = Name(label="Thème", max_length=100)


@admin.register(Network)
class NetworkAdmin(ReferenceAdmin):
    form = NetworkForm
    list_display = ["name", "acronym", "in_charter_collective", "in_2019_working_group"]
    list_filter = ["in_charter_collective", "in_2019_working_group"]
    search_fields = ["sort_key", "acronym"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Theme)
class ThemeAdmin(ReferenceAdmin):
    form = ThemeForm
    list_display = ["label"]
    search_fields = ["label"]
    prepopulated_fields = {"slug": ["label"]}
