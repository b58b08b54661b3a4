"""What the tests of closures start from."""

from datetime import date, timedelta

from django.utils import timezone

from engagements.closures.actions import say_closed
from engagements.closures.models import Closure
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from tests.factories import a_published_signature, a_qpv, a_user, an_organisation


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def contact_of(organisation: Organisation) -> Contact:
    membership = organisation.memberships.select_related("user").first()
    assert membership
    return Contact(person=membership.user, acts_for=organisation.pk, organisation=organisation)


def a_signatory_of_franc_moisin(name: str = "") -> Contact:
    """Somebody who acts for a published signatory that acts in Franc-Moisin."""
    organisation = an_organisation(name=name, contact=a_user())
    organisation.qpvs.add(a_qpv())
    a_published_signature(organisation=organisation)
    return contact_of(organisation)


def a_closure(by: Contact | None = None, *, first: int = 10, last: int = 20) -> Closure:
    """From ten to twenty days hence."""
    return say_closed(by=by or a_signatory_of_franc_moisin(), starts_on=in_days(first), ends_on=in_days(last))
