"""What the tests of look-backs start from."""

from typing import Any

from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Question
from evaluations.self_evaluations.actions.answering import answer, confide, note, share
from evaluations.self_evaluations.actions.calling import ask_call
from evaluations.self_evaluations.models import CallBack, Confided, LookBack
from signatories.organisations.actors import Contact
from signatories.people.actors import TeamMember
from signatories.people.audiences import member
from signatories.people.models import Role, User
from tests.engagements.closures.scenes import contact_of
from tests.evaluations.campaigns.scenes import YEAR, an_open_campaign
from tests.factories import a_colleague, a_published_signature, a_team_member, a_user, an_organisation

WORDS = "La fête s’est préparée à quatre associations (exemple)."


def a_signatory(name: str = "") -> Contact:
    """Who looks after an association whose signature is published, with a head office in Seine-Saint-Denis."""
    organisation = an_organisation(name=name, contact=a_user())
    a_published_signature(organisation=organisation)
    return contact_of(organisation)


def the_campaign(year: int = YEAR) -> Campaign:
    return Campaign.objects.filter(year=year).first() or an_open_campaign(year)


def asked(slug: str = "veille", year: int = YEAR) -> Question:
    rows = the_campaign(year).questionnaire.questions.select_related("questionnaire__campaign")
    return rows.prefetch_related("choices").get(slug=slug)


def said(code: str = "talking", *, slug: str = "veille", **more: Any) -> dict[str, Any]:
    """A choice of a question, an example, and no yes to quote it."""
    return {"choice": asked(slug).choices.get(code=code), "text": WORDS, "why": "", "ticked": []} | more


def a_draft(by: Contact | None = None) -> LookBack:
    return answer(asked(), by=by or a_signatory(), said=said()).look_back


def a_shared(by: Contact | None = None) -> LookBack:
    by = by or a_signatory()
    a_draft(by)
    return share(the_campaign(), by=by)


def a_reader() -> User:
    """Whoever reads what is confided, the same for all."""
    role = Role.objects.current().filter(kind=Role.Kind.CONFIDED).order_by("started_at", "pk").first()
    return role.user if role else a_colleague(Role.Kind.CONFIDED)


def a_confided(by: Contact | None = None, **more: Any) -> Confided:
    by = by or a_signatory()
    words = said(slug="clientelisme", **more)
    return confide(asked("clientelisme"), by=by, reader=a_reader(), said=words)


def a_call(by: Contact | None = None, *, number: str = "01 02 03 04 05", when: str = "le mardi soir") -> CallBack:
    return ask_call(the_campaign(), by=by or a_signatory(), number=number, when=when)


def a_national() -> TeamMember:
    return member(a_team_member())


def noted(contact: Contact, *, by: TeamMember | None = None) -> LookBack:
    """What an association said by phone."""
    by = by or a_national()
    return note(
        contact.organisation,
        by=by,
        campaign=the_campaign(),
        how=LookBack.How.PHONE,
        heard_by=by.person,
        said={asked(): said()},
        texts={"agenda": "Le local (exemple)"},
    )
