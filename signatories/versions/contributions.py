"""What the charter's life adds elsewhere: to an association's space, to the team's day and lists, to the pages of
a signing; what is forgotten of it."""

from functools import partial

from django.urls import reverse

from qpv_charter.toolkit import unions
from qpv_charter.toolkit.contributions import Section
from qpv_charter.toolkit.personal import ACCOUNT, erased_with_either, kept
from qpv_charter.toolkit.retention import RETENTION, YEAR, Retention
from signatories.charter.models import CharterVersion
from signatories.following.places import FOLLOWED, GROUPS, Group
from signatories.history.kinds import declare
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.organisations.places import FORGET_ORGANISATION, SPACE, SPACE_WAITING
from signatories.outbox.conditions import condition
from signatories.outbox.limits import unlimited
from signatories.people.actors import TeamMember
from signatories.people.places import (
    FORGET_PERSON,
    WORKSPACE_LINES,
    WORKSPACE_LINKS,
    WORKSPACE_WAITING,
    Asked,
    Leaver,
    Line,
    Pile,
    Share,
    Waiting,
    WorkspaceLink,
)
from signatories.signatures.models import Signature, Status
from signatories.signatures.places import SIGN_AGAIN
from signatories.signatures.queries import signatures_of
from signatories.versions import forgetting, queries, waves
from signatories.versions.models import Answer, Preparation, Renewal
from signatories.versions.rules import may_adopt, may_prepare

unlimited("version.proposed", why="the team proposes, to the few people of the comité de suivi")
unlimited("version.invited", why="once a text for an association, to its own people, when the comité adopted it")

declare(
    {
        "version.begun": "Nouvelle version de la charte commencée",
        "version.written": "Texte de la nouvelle version écrit",
        "version.discarded": "Texte en préparation supprimé",
        "version.proposed": "Version de la charte proposée au comité de suivi",
        "version.invited": "Invitation à signer le nouveau texte",
        "renewal.read": "Nouveau texte lu",
        "renewal.waiting": "Nouveau texte gardé pour la prochaine réunion",
        "renewal.declined": "Nouveau texte\u202f: pas cette fois",
    }
)

kept(Preparation, "source", why="the text of the charter that comes")
kept(Preparation, "begun_by", why=ACCOUNT)
kept(Renewal, "declined_by", why=ACCOUNT)
erased_with_either(Renewal, "reason")
unions.moves(Renewal, "organisation")


@condition("versions.still_proposed", otherwise="Cette version a été adoptée ou retirée entre-temps.")
def still_proposed(*, version: int) -> bool:
    return CharterVersion.objects.proposed().filter(pk=version).exists()


@condition("versions.still_asked", otherwise="L’association a répondu entre-temps, ou la charte a encore changé.")
def still_asked(*, renewal: int) -> bool:
    """Neither signed, nor kept for a meeting, nor not this time; and it is still this text that one signs."""
    text = waves.text_of_today()
    if text is None:
        return False
    rows = Renewal.objects.of_text(text).filter(pk=renewal)
    answered = rows.standing_there(text, Answer.SIGNED, Answer.DECLINED, Answer.WAITING)
    return rows.exists() and not answered.exists()


@SIGN_AGAIN.contribute(order=100)
def from_its_space(signature: Signature) -> str | None:
    if waves.asked_of(signature.organisation) is None:
        return None
    return reverse("versions:changes", args=[signature.organisation.slug])


@SPACE.contribute(order=40)
def a_new_text(actor: Contact) -> Section | None:
    text = _asked(actor.organisation)
    if text is None:
        return None
    context = {"text": text, "organisation": actor.organisation, "renewal": _renewal(actor.organisation, text)}
    return Section("La charte a changé", "signatories/versions/_space.html", context, key="nouvelle-version")


@SPACE_WAITING.contribute(order=120)
def to_answer(actor: Contact) -> Asked | None:
    """Until one answers: a meeting that is waited for, or « pas cette fois », is an answer."""
    text = _asked(actor.organisation)
    renewal = _renewal(actor.organisation, text) if text else None
    if text is None or (renewal and (renewal.declined_at or renewal.waiting_since)):
        return None
    href = reverse("versions:changes", args=[actor.organisation.slug])
    return Asked("La charte a un nouveau texte\u202f: dites si vous le signez.", "Voir ce qui change", href)


@GROUPS.contribute(order=300)
def by_answer() -> list[Group]:
    """By what they made of the text of today; the address of a group names the text."""
    text = waves.wave_of_today()
    if text is None:
        return []
    return [
        Group(
            f"charte-{text.text_id}-{answer.value}",
            f"Charte {text.version}\u202f: {answer.label}",
            partial(waves.answering, text=text, answer=answer),
        )
        for answer in Answer
    ]


@FOLLOWED.contribute(order=200)
def what_it_made_of_it(organisation: Organisation, actor: TeamMember) -> Section | None:
    text = waves.text_of_today()
    renewal = waves.renewals(text, actor).filter(organisation=organisation).first()
    if renewal is None:
        return None
    context = {"text": text, "renewal": renewal, "answer": Answer(renewal.answer)}
    return Section("Le nouveau texte de la charte", "signatories/versions/_followed.html", context)


@WORKSPACE_LINES.contribute(order=110)
def to_adopt(actor: TeamMember) -> Pile | None:
    if not may_adopt(actor):
        return None
    return Pile(
        slug="versions",
        share=Share.DECIDE,
        counted=("version de la charte à adopter", "versions de la charte à adopter"),
        href=reverse("versions:list"),
        rows=CharterVersion.objects.proposed().defer("source"),
        since="loaded_at",
        line=lambda version: Line(
            f"Adopter la charte, {version.label}\u202f?", reverse("versions:adopt", args=[version.version])
        ),
    )


@WORKSPACE_WAITING.contribute(order=160)
def the_wave(actor: TeamMember) -> Waiting | None:
    text = waves.wave_of_today() if actor.animates else None
    if text is None:
        return None
    context = {"tallies": queries.linked(text, actor)}
    title = f"Signer de nouveau\u202f: {text.label}"
    return Waiting(title, reverse("versions:wave"), template="signatories/versions/_wave.html", context=context)


@WORKSPACE_LINKS.contribute(order=420)
def of_workspace(actor: TeamMember) -> WorkspaceLink | None:
    if not may_prepare(actor) and not may_adopt(actor):
        return None
    return WorkspaceLink("La charte et ses versions", reverse("versions:list"))


@FORGET_PERSON.contribute(order=70)
def her_reasons(leaver: Leaver) -> None:
    if leaver.person:
        forgetting.forget_person(leaver.person)


@FORGET_ORGANISATION.contribute(order=70)
def its_answers(organisation: Organisation) -> None:
    forgetting.forget_organisation(organisation)


@RETENTION.contribute(order=170)
def reasons() -> Retention:
    return Retention(
        during=2 * YEAR,
        forget=lambda: forgetting.forget_reasons(2 * YEAR),
        what="Pourquoi votre association n’a pas signé un nouveau texte de la charte",
        why="Préparer le texte suivant avec ce que vous en avez dit.",
    )


def _asked(organisation: Organisation) -> CharterVersion | None:
    """No query where what it signed is in force: its space has read that already."""
    standing = (each for each in signatures_of(organisation) if each.status != Status.WITHDRAWN)
    if any(each.charter_version.is_in_force for each in standing):
        return None
    return waves.asked_of(organisation)


def _renewal(organisation: Organisation, text: CharterVersion) -> Renewal | None:
    return Renewal.objects.filter(organisation=organisation, version=text.text_id).first()
