"""The directory's rows, to read: they are derived, and made anew by `rebuild_directory`."""

from django.contrib import admin

from qpv_charter.toolkit.admin import ReadOnlyAdmin
from signatories.directory.models import DirectoryEntry


@admin.register(DirectoryEntry)
class DirectoryEntryAdmin(ReadOnlyAdmin[DirectoryEntry]):
    list_display = ["name", "department", "signed_on", "published_at"]
    list_filter = ["department"]
    list_select_related = ["department"]
    search_fields = ["search_text"]
