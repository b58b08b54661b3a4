"""An association's own pages, under `/espace/<slug>/`: open to who looks after it."""

from typing import Any

from django.http import HttpRequest

from qpv_charter.toolkit.audiences import AudienceOf, visitors
from signatories.organisations.actors import Contact, contact_of


def _contact(request: HttpRequest, named: dict[str, Any]) -> Contact:
    return contact_of(request, named.pop("slug"))


contact = AudienceOf(name="contact", turns_away=visitors, who=_contact)
