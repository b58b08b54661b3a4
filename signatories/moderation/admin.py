"""Exchanges, to search among them all; writing one is done on the page of its signature."""

from django.contrib import admin

from qpv_charter.toolkit.admin import ReadOnlyAdmin
from signatories.moderation.models import Exchange


@admin.register(Exchange)
class ExchangeAdmin(ReadOnlyAdmin[Exchange]):
    list_display = ["at", "kind", "signature", "by"]
    list_filter = ["kind"]
    list_select_related = ["signature__organisation", "signature__charter_version", "by"]
    search_fields = ["signature__organisation__name_key", "text"]
    date_hierarchy = "at"
