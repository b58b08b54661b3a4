"""In whose name a person acts: one association, chosen once, kept in the session, checked at each request."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from signatories.organisations.models import Organisation, OrganisationQuerySet
from signatories.organisations.queries import looked_after_by
from signatories.people.actors import Actor
from signatories.people.models import User

CHOSEN = "acts_for"  # in the session: the identifier of an association


@dataclass(frozen=True, kw_only=True)
class Contact(Actor):
    """A person who acts in the name of an association that she looks after today."""

    person: User
    acts_for: UUID
    organisation: Organisation

    def others(self) -> OrganisationQuerySet:
        """The other associations she looks after."""
        return looked_after_by(self.person).exclude(pk=self.acts_for)


def contact_of(request: HttpRequest, slug: str) -> Contact:
    """Who asks, in the name of the association that the address names; from now on she acts for that one.

    Raises Http404 for whoever does not look after it. One query."""
    user, organisation = request.user, looked_after_by(request.user).filter(slug=slug).first()
    if not isinstance(user, User) or organisation is None:
        raise Http404
    if request.session.get(CHOSEN) != str(organisation.pk):
        request.session[CHOSEN] = str(organisation.pk)
    return _shown(request, Contact(person=user, acts_for=organisation.pk, organisation=organisation))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, where the address names no association: in the name of the only one she looks after, or of the one
    she chose; in nobody's name as long as she has several and chose none. Two queries at most."""
    user = request.user
    if not isinstance(user, User):
        return Actor()
    organisation = _chosen(request, user) or _only(user)
    if organisation is None:
        return Actor(person=user)
    return _shown(request, Contact(person=user, acts_for=organisation.pk, organisation=organisation))


def acting(request: HttpRequest) -> Contact | None:
    """Who acts for an association on this page, if its view asked: for the page's frame."""
    return getattr(request, "acting", None)


def _shown(request: HttpRequest, contact: Contact) -> Contact:
    request.acting = contact  # type: ignore[attr-defined]  # read by `acting`
    return contact


def _chosen(request: HttpRequest, user: User) -> Organisation | None:
    chosen = request.session.get(CHOSEN)
    return looked_after_by(user).filter(pk=chosen).first() if chosen else None


def _only(user: User) -> Organisation | None:
    some = list(looked_after_by(user)[:2])
    return some[0] if len(some) == 1 else None
