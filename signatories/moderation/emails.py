"""What the team and an association write to each other about a signature. One function a message."""

from django.db.models import Model
from django.urls import reverse

from qpv_charter.toolkit.links import absolute
from signatories.moderation.models import Exchange
from signatories.organisations.models import Organisation
from signatories.organisations.queries import called_to_others, correspondents
from signatories.outbox.actions import write, write_each
from signatories.outbox.models import Message
from signatories.people.models import User
from signatories.people.queries import committee_addresses, team_addresses
from signatories.signatures.models import Signature

FOLDER = "signatories/moderation/emails"


def question(exchange: Exchange) -> list[Message]:
    """To the association; answering the mail answers the member of the team who asked."""
    return _to_association(exchange, "Une question sur votre signature de la charte", "question")


def replied(exchange: Exchange) -> list[Message]:
    return _to_team(exchange, "Une réponse\u202f:", "replied")


def appealed(exchange: Exchange) -> list[Message]:
    """To the team and, without the address of who wrote, to who reads for the comité: it may answer itself."""
    subject, organisation = "Le comité de suivi est saisi\u202f:", exchange.signature.organisation
    context: dict[str, object] = {
        "exchange": exchange,
        "organisation": organisation,
        "link": _review(exchange),
    }
    to_committee = write_each(
        kind="exchange.appeal_of_committee",
        to=committee_addresses(),
        subject=f"{subject} {called_to_others(organisation)}",
        template=f"{FOLDER}/appealed_of_committee",
        context=context,
        about=_subjects(exchange),
    )
    return [*_to_team(exchange, subject, "appealed"), *to_committee]


def appeal_answered(exchange: Exchange, *, accepted: bool) -> list[Message]:
    subject = "La réponse du comité de suivi de la charte"
    return _to_association(exchange, subject, "appeal_answered", accepted=accepted)


def put_right(signature: Signature, corrected: list[str], *, by: User) -> list[Message]:
    """To the association: what the team corrected of what it had copied; answering it answers who did."""
    organisation = signature.organisation
    context: dict[str, object] = {
        "organisation": organisation,
        "signature": signature,
        "corrected": corrected,
        "by": by,
        "verify_url": absolute(reverse("signatures:verify", args=[signature.code]))
        if signature.published_at
        else "",
    }
    return write_each(
        kind="moderation.put_right",
        to=[reader.address for reader in correspondents(organisation)],
        subject="Nous avons corrigé ce que dit votre signature de la charte",
        template=f"{FOLDER}/put_right",
        context=context,
        about=[signature, organisation, by],
        reply_to=by.email,
    )


def look_alikes(signature: Signature, others: list[Organisation]) -> list[Message]:
    """To the team: numbers given later show that two signatories may be one."""
    context: dict[str, object] = {
        "organisation": signature.organisation,
        "others": others,
        "link": absolute(reverse("moderation:review", args=[signature.pk])),
    }
    return write_each(
        kind="moderation.look_alikes",
        to=team_addresses(signature.organisation.department_code),
        subject=f"Même numéro officiel\u202f: {called_to_others(signature.organisation)}",
        template=f"{FOLDER}/look_alikes",
        context=context,
        about=[signature, signature.organisation, *others],
    )


def signed(signature: Signature) -> list[Message]:
    """To the team: who signed, and what the lists did not know."""
    organisation = signature.organisation
    context: dict[str, object] = {
        "organisation": organisation,
        "neighbourhoods": [qpv.name for qpv in organisation.qpvs.all()],
        "queue": absolute(reverse("moderation:queue")),
    }
    return write_each(
        kind="moderation.signed",
        to=team_addresses(organisation.department_code),
        subject=f"Une nouvelle signature à relire\u202f: {called_to_others(organisation)}",
        template=f"{FOLDER}/signed",
        context=context,
        about=[signature, organisation],
    )


def _to_association(exchange: Exchange, subject: str, template: str, **more: object) -> list[Message]:
    organisation = exchange.signature.organisation
    space = absolute(reverse("moderation:exchanges", args=[organisation.slug]))
    context = {"exchange": exchange, "organisation": organisation, **more}
    return [
        write(
            kind=f"exchange.{exchange.kind}",
            to=reader.address,
            subject=subject,
            template=f"{FOLDER}/{template}",
            context=context | {"space": space if reader.person else ""},
            about=_subjects(exchange),
            reply_to=exchange.by.email if exchange.by else "",
        )
        for reader in correspondents(organisation)
    ]


def _to_team(exchange: Exchange, subject: str, template: str) -> list[Message]:
    signature = exchange.signature
    context: dict[str, object] = {
        "exchange": exchange,
        "organisation": signature.organisation,
        "link": _review(exchange),
    }
    return write_each(
        kind=f"exchange.{exchange.kind}",
        to=team_addresses(signature.organisation.department_code),
        subject=f"{subject} {called_to_others(signature.organisation)}",
        template=f"{FOLDER}/{template}",
        context=context,
        about=_subjects(exchange),
        reply_to=exchange.by.email if exchange.by else "",
    )


def _review(exchange: Exchange) -> str:
    return absolute(reverse("moderation:review", args=[exchange.signature_id]))


def _subjects(exchange: Exchange) -> list[Model | None]:
    """Who wrote is named by the mail, or answered by it."""
    return [exchange, exchange.signature, exchange.signature.organisation, exchange.by]
