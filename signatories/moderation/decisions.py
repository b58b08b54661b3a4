"""What the team may decide about a signature: for each, its words, its form and its action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction

from qpv_charter.toolkit.actions import ActionRefused
from signatories.history.queries import HistoryLine, history_of, revision_of
from signatories.moderation import actions
from signatories.moderation.forms import AppealAnswerForm, ConfirmForm, ReasonForm, TextForm
from signatories.moderation.paper_form import CorrectionForm, as_copied
from signatories.moderation.papers import correct_paper
from signatories.moderation.rules import may_decide
from signatories.moderation.telling import is_told
from signatories.organisations.queries import reach_of
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures import actions as signatures
from signatories.signatures.models import Signature, Status

Data = dict[str, Any]
WAITING = frozenset({Status.CONFIRMED, Status.TO_REVIEW})
STANDING = frozenset(set(Status) - {Status.WITHDRAWN})


@dataclass(frozen=True, kw_only=True)
class Decision:
    """`states`: the states of a signature in which the button is shown; the action decides in the end. `tells`:
    the association is written to, and the page says who that is (`telling.py`), before and after."""

    slug: str
    label: str
    title: str
    explain: str
    done: str
    states: frozenset[Status]
    act: Callable[[Signature, User, Data], object]
    form: type[forms.Form] = ConfirmForm
    kind: str = "plain"
    only_adds: bool = False  # decides nothing: it stands beside whatever happened meanwhile
    tells: bool = False
    by_committee: bool = False  # who reads for the comité de suivi may do it too, of what it was asked about
    possible: Callable[[Signature], bool] = lambda _: True  # of a signature in one of these states
    begins: Callable[[Signature], Data] = lambda _: {}  # what its form holds before anything is typed

    @property
    def quotes(self) -> bool:
        """Whether what the team writes is read by the association, as it is."""
        return self.tells and "text" in self.form.base_fields


class StaleDecision(ActionRefused):
    """What it was decided on is no longer so; `revision` is the state that is to be read now."""

    def __init__(self, meanwhile: list[HistoryLine], revision: int) -> None:
        super().__init__("Il s’est passé quelque chose depuis que vous avez lu cette page. Relisez, puis décidez.")
        self.meanwhile = meanwhile
        self.revision = revision


DECISIONS = {
    decision.slug: decision
    for decision in [
        Decision(
            slug="publier",
            label="Publier",
            title="Publier cette signature",
            explain="L’association entre dans la liste des signataires, et son attestation peut être vérifiée. "
            "Pendant une heure, vous pouvez reprendre cette publication\u202f: son e-mail attend ce temps.",
            done="La signature est publiée.",
            tells=True,
            states=WAITING,
            act=lambda signature, by, _: signatures.publish(signature, by=by),
            kind="",
        ),
        Decision(
            slug="depublier",
            label="Reprendre la publication",
            title="Reprendre cette publication",
            explain="Elle a moins d’une heure\u202f: l’association n’en a pas encore été prévenue, et ne le sera "
            "pas. La signature est de nouveau à relire.",
            done="La publication est reprise\u202f: la signature est de nouveau à relire.",
            states=frozenset({Status.PUBLISHED}),
            possible=signatures.may_be_taken_back,
            act=lambda signature, by, data: signatures.take_publication_back(
                signature, by=by, reason=data["text"]
            ),
            form=ReasonForm,
        ),
        Decision(
            slug="question",
            label="Poser une question",
            title="Poser une question à l’association",
            explain="Répondre à cet e-mail, c’est vous répondre\u202f; ses personnes contact le peuvent aussi "
            "depuis leur espace.",
            done="Votre question est posée.",
            tells=True,
            states=STANDING,
            act=lambda signature, by, data: actions.ask(signature, by=by, text=data["text"]),
            form=TextForm,
        ),
        Decision(
            slug="a-revoir",
            label="À revoir ensemble",
            title="À revoir ensemble",
            explain="La signature n’est pas publiée telle quelle. Depuis leur espace, les personnes contact de "
            "l’association peuvent répondre, corriger, ou saisir le comité de suivi.",
            done="La signature est à revoir ensemble.",
            tells=True,
            states=frozenset({Status.CONFIRMED}),
            act=lambda signature, by, data: actions.send_back(signature, by=by, reason=data["text"]),
            form=ReasonForm,
        ),
        Decision(
            slug="appel",
            label="Donner la réponse du comité de suivi",
            title="La réponse du comité de suivi",
            explain="L’association l’a saisi. Écrivez ici ce qu’il a décidé.",
            done="La réponse du comité est donnée.",
            tells=True,
            by_committee=True,
            states=frozenset({Status.TO_REVIEW}),
            act=lambda signature, by, data: actions.answer_appeal(
                signature, by=by, text=data["text"], accepted=data["accepted"]
            ),
            form=AppealAnswerForm,
        ),
        Decision(
            slug="tentative",
            label="Noter une tentative",
            title="Noter une tentative pour joindre l’association",
            explain="Un appel, un passage, un message à une personne. Après trois tentatives sans nouvelles, la "
            "signature peut être mise en pause.",
            done="La tentative est notée.",
            only_adds=True,
            states=frozenset({Status.PUBLISHED}),
            act=lambda signature, by, data: actions.note_attempt(signature, by=by, text=data["text"]),
            form=TextForm,
        ),
        Decision(
            slug="pause",
            label="Mettre en pause",
            title="Mettre cette signature en pause",
            explain="Elle quitte la liste des signataires, rien n’est effacé. Au premier signe de l’association, "
            "elle revient d’elle-même.",
            done="La signature est en pause.",
            tells=True,
            states=frozenset({Status.PUBLISHED}),
            act=lambda signature, by, data: actions.pause(signature, by=by, reason=data["text"]),
            form=ReasonForm,
        ),
        Decision(
            slug="reprise",
            label="Reprendre",
            title="Mettre fin à la pause",
            explain="L’association a donné un signe\u202f: elle revient dans la liste des signataires.",
            done="La signature est de nouveau publiée.",
            tells=True,
            states=frozenset({Status.PAUSED}),
            act=lambda signature, by, _: signatures.resume(signature, by=by),
            kind="",
        ),
        Decision(
            slug="telephone",
            label="Noter une réponse",
            title="Noter ce que l’association a répondu",
            explain="Au téléphone, ou de vive voix. Elle le lira dans son espace\u202f; si sa signature est en "
            "pause, elle est publiée de nouveau.",
            done="La réponse est notée.",
            only_adds=True,
            states=STANDING,
            act=lambda signature, by, data: actions.note_answer(signature, by=by, text=data["text"]),
            form=TextForm,
        ),
        Decision(
            slug="note",
            label="Ajouter une note interne",
            title="Ajouter une note interne",
            explain="Seule l’équipe d’animation la lira.",
            done="La note est ajoutée.",
            only_adds=True,
            states=frozenset(Status),
            act=lambda signature, by, data: actions.note(signature, by=by, text=data["text"]),
            form=TextForm,
        ),
        Decision(
            slug="corriger",
            label="Corriger ce qui a été recopié",
            title="Corriger ce qui a été recopié du papier",
            explain="Sa page et son attestation gardent leur adresse. Le registre garde ce qui était écrit avant.",
            done="C’est corrigé.",
            tells=True,
            states=STANDING,
            possible=lambda signature: signature.source != Signature.Source.ONLINE,
            act=lambda signature, by, data: correct_paper(signature, data["said"], by=by, scan=data["scan"]),
            form=CorrectionForm,
            begins=as_copied,
        ),
        Decision(
            slug="doute",
            label="Mettre ses numéros en doute",
            title="Mettre en doute les numéros officiels",
            explain="Son RNA et son SIREN restent notés à part et ne bloquent plus personne, le temps de savoir à "
            "qui ils sont.",
            done="Les numéros sont notés en doute.",
            states=STANDING,
            act=lambda signature, by, _: signatures.doubt_numbers(signature, by=by),
        ),
        Decision(
            slug="retirer",
            label="Retirer",
            title="Retirer cette signature",
            explain="À la demande de l’association. Elle quitte la liste des signataires pour de bon, et une "
            "attestation déjà imprimée dira qu’elle est retirée. Pour revenir, il faudra signer de nouveau.",
            done="La signature est retirée.",
            tells=True,
            states=STANDING,
            act=lambda signature, by, data: signatures.withdraw(signature, by=by, reason=data["text"]),
            form=ReasonForm,
            kind="danger",
        ),
    ]
}


def revision(signature: Signature) -> int:
    """What a decision about a signature is decided on: all that happened to it and to its association."""
    return revision_of(signature, signature.organisation)


@transaction.atomic
def take(decision: Decision, signature: Signature, *, by: User, data: Data, seen: int) -> str:
    """Decide, on what was read (`revision`); returns what happened, in words. Raises StaleDecision if something
    happened since, and does nothing."""
    signature = signatures.held(signature)
    organisation = signature.organisation
    now = revision(signature)
    if now != seen and not decision.only_adds:
        raise StaleDecision(history_of(signature, organisation, since=seen), now)
    decision.act(signature, by, data)
    told = is_told(reach_of(organisation), quoted=decision.quotes) if decision.tells else ""
    return f"{decision.done} {told}".strip()


def take_together(
    decision: Decision, read: Iterable[tuple[Signature, int]], *, by: User, data: Data
) -> dict[Signature, str]:
    """Decide the same of those that were read on one page, each as `take` does, on the revision that was read of
    it.

    Each stands alone: one that is refused stays as it is, and holds no other back. Returns why, for each of
    these."""
    refused = {}
    for signature, seen in read:
        try:
            take(decision, signature, by=by, data=data, seen=seen)
        except ActionRefused as refusal:
            refused[signature] = str(refusal)
    return refused


def is_open_to(decision: Decision, actor: Actor, signature: Signature) -> bool:
    """Of a signature that the actor may read."""
    return may_decide(actor, signature) or (decision.by_committee and actor.reads_for_the_committee)


def offered(signature: Signature, *, has_appeal: bool) -> list[Decision]:
    """The buttons of a signature's page, in order."""
    return [
        decision
        for decision in DECISIONS.values()
        if signature.status in decision.states
        and decision.possible(signature)
        and (has_appeal or decision.slug != "appel")
    ]
