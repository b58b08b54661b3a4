"""In whose name a person acts: one association, chosen once, kept in the session, checked at each request."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, When
from django.http import Http404, HttpRequest

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User

CHOSEN = "acts_for"  # in the session: the identifier of an association
MOST_OTHERS = 4  # what a page's frame is given: it names three, and leads to all of them


@dataclass(frozen=True, kw_only=True)
class Contact(Actor):
    """A person who acts in the name of an association that she looks after today; `others` are the first of those
    in whose name she could."""

    person: User
    acts_for: UUID
    organisation: Organisation
    others: tuple[Organisation, ...] = ()


def contact_of(request: HttpRequest, slug: str) -> Contact:
    """Who asks, in the name of the association that the address names; from now on she acts for that one.

    Raises Http404 for whoever does not look after it. One query, two where its record was joined to another."""
    mine = _mine(request, slug=slug)
    if not mine or mine[0].slug != slug:
        mine = _leading_from(slug, mine)
    if request.session.get(CHOSEN) != str(mine[0].pk):
        request.session[CHOSEN] = str(mine[0].pk)
    return _in_the_name_of(request, mine)


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, where the address names no association: in the name of the only one she looks after, or of the one
    she chose; in nobody's name as long as she has several and chose none. One query."""
    user = request.user
    if not isinstance(user, User):
        return Actor()
    chosen = request.session.get(CHOSEN)
    mine = _mine(request, pk=chosen)
    if len(mine) == 1 or (mine and str(mine[0].pk) == chosen):
        return _in_the_name_of(request, mine)
    return Actor(person=user)


def acting(request: HttpRequest) -> Contact | None:
    """Who acts for an association on this page, if its view asked: for the page's frame."""
    return getattr(request, "acting", None)


def _mine(request: HttpRequest, **first: object) -> list[Organisation]:
    """The associations that the person looks after, the one meant before the others; not all, if she has many."""
    meant = Case(When(**first, then=0), default=1)
    mine = Organisation.objects.of(request.user).select_related("commune__department")
    return list(mine.order_by(meant, "name_key", "pk")[: MOST_OTHERS + 1])


def _leading_from(slug: str, mine: list[Organisation]) -> list[Organisation]:
    """The one that the address of a record joined to it means; raises Http404 where she looks after none such."""
    kept = Organisation.objects.filter(pk__in=[each.pk for each in mine], joined_records__slug=slug).first()
    if kept is None:
        raise Http404
    return sorted(mine, key=lambda each: each.pk != kept.pk)


def _in_the_name_of(request: HttpRequest, mine: list[Organisation]) -> Contact:
    organisation, *others = mine
    contact = Contact(
        person=request.user,  # type: ignore[arg-type]  # nobody looks after anything without being signed in
        acts_for=organisation.pk,
        organisation=organisation,
        others=tuple(others),
    )
    request.acting = contact  # type: ignore[attr-defined]  # read by `acting`
    return contact
