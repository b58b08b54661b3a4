"""The public's pages: who signed."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.generic import ListView

from qpv_charter.toolkit.pages import kept_for_visitors
from signatories.directory import queries
from signatories.directory.actions import PAGES
from signatories.directory.filters import read_filters
from signatories.directory.models import DirectoryEntry

LIST_PARAMS = ("departement", "region", "page")  # not `q`: it has too many values to keep


class SignatoryList(ListView[DirectoryEntry]):
    template_name = "signatories/directory/list.html"
    context_object_name = "entries"
    paginate_by = 50

    def get_queryset(self) -> Any:
        self.filters = read_filters(self.request.GET)
        return queries.found(self.filters)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """The page asked for; the last one for a page beyond it, the first for what is no number."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filters=self.filters,
            departments=queries.departments(),
            total=DirectoryEntry.objects.count(),
            **kwargs,
        )


# Around the view and not its `dispatch`: a kept page is answered before the class is even made.
signatory_list = login_not_required(
    require_safe(kept_for_visitors(PAGES, params=LIST_PARAMS)(SignatoryList.as_view()))
)


@login_not_required
@require_safe
@kept_for_visitors(PAGES)
def signatory(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One signatory; one that is paused (404) or withdrawn (410) has a page that says so kindly."""
    organisation = queries.organisation_of(slug)
    if organisation is None:
        raise Http404
    entry = queries.entry_of(organisation)
    if entry is None:
        gone = not organisation.signatures.standing().exists()
        return render(request, "signatories/directory/absent.html", {"gone": gone}, status=410 if gone else 404)
    context = {"entry": entry, "signature": entry.signature, "organisation": entry.organisation}
    named = {"signer": queries.public_signer(entry), "contacts": queries.public_contacts(entry)}
    return render(request, "signatories/directory/detail.html", context | named)
