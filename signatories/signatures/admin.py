"""Signatures and their register, to read; what may be done about a signature is on its page of the workspace."""

from django.contrib import admin

from qpv_charter.toolkit.admin import ReadOnlyAdmin
from signatories.signatures.models import Mandate, RegisterAnchor, RegisterEntry, Signature


class MandateInline(admin.TabularInline[Mandate, Signature]):
    model = Mandate
    fields = ["signer_name", "signer_role", "decided_by", "decided_on", "next_election", "ended_at"]
    can_delete = False
    extra = 0


@admin.register(Signature)
class SignatureAdmin(ReadOnlyAdmin[Signature]):
    list_display = ["organisation", "status", "source", "signed_on", "published_at", "charter_version"]
    list_filter = ["status", "source", "charter_version"]
    list_select_related = ["organisation", "charter_version"]
    search_fields = ["organisation__name_key", "code"]
    date_hierarchy = "confirmed_at"
    inlines = [MandateInline]
    exclude = ["paper_scan"]  # private: the workspace hands it out


@admin.register(RegisterEntry)
class RegisterEntryAdmin(ReadOnlyAdmin[RegisterEntry]):
    list_display = ["number", "kind", "signature_id", "digest"]
    list_filter = ["kind"]
    search_fields = ["digest", "signature_id"]


@admin.register(RegisterAnchor)
class RegisterAnchorAdmin(ReadOnlyAdmin[RegisterAnchor]):
    list_display = ["number", "digest", "at"]
