"""What the tests of reports start from: needs, which any kind of text is like."""

from typing import Any

from engagements.flags import actions
from engagements.flags.models import Case, Reason, Report
from engagements.flags.places import Kind, kinds
from engagements.needs.models import Need
from signatories.organisations.actors import Contact
from signatories.people.actors import TeamMember
from signatories.people.models import Role
from tests.engagements.closures.scenes import contact_of
from tests.engagements.needs.scenes import a_need, an_animator
from tests.factories import a_user

WHY = "Nomme quelqu’un (exemple)."


def of_needs() -> Kind[Any]:
    return kinds()["besoin"]


def a_report(need: Need | None = None, *, reason: str = Reason.NAMES, **more: str) -> Report:
    return actions.report(of_needs(), need or a_need(), reason=reason, **more)


def a_case(need: Need | None = None) -> Case:
    """Reported, and not read yet."""
    return a_report(need).case


def hidden(need: Need | None = None, *, by: TeamMember | None = None) -> Case:
    return actions.hide(of_needs(), need or a_need(), by=by or here(), why=WHY)


def appealed(case: Case | None = None, words: str = "Personne n’y est nommé (exemple).") -> Case:
    case = case or hidden()
    return actions.appeal(case, by=author_of(case), words=words)


def author_of(case: Case) -> Contact:
    assert case.author
    return contact_of(case.author)


def here() -> TeamMember:
    """Who animates the department of Franc-Moisin."""
    return an_animator("93")


def the_comite() -> TeamMember:
    return TeamMember(person=a_user(), roles=frozenset({Role.Kind.COMMITTEE}))
