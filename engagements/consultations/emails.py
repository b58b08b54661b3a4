"""One function a message; what a line says is in none of them, but for whose line it is."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from engagements.consultations.models import Consultation, Line, Partner
from qpv_charter.toolkit.links import absolute
from signatories.organisations.models import Organisation
from signatories.organisations.queries import called_to_others, correspondents
from signatories.outbox.actions import Mail, write_each

FOLDER = "engagements/consultations/emails"


def moved(room: Consultation) -> None:
    """To the associations that take part: another hour, or another room."""
    _tell_all(room, "moved", "Qui dépose quoi\u202f: la date change")


def call_moved(room: Consultation) -> None:
    """To the same: the dates of the call itself are others."""
    _tell_all(room, "call_moved", "Les dates d’un appel changent")


def is_a_tender(room: Consultation, organisations: QuerySet[Line, Any]) -> None:
    """To those whose lines are taken back: on a tender, they may not be said."""
    _tell_each(
        room, "is_a_tender", "Cet appel est un appel d’offres\u202f: votre ligne est retirée", organisations
    )


def noted(line: Line) -> None:
    """To the association whose line somebody noted: it reads it, corrects it or takes it back."""
    if line.organisation:
        _tell(
            line.organisation,
            line.consultation,
            "noted",
            "Votre ligne a été notée\u202f: relisez-la",
            by=line.voice.noted_for,
        )


def asked_to_join(partner: Partner) -> None:
    if partner.line.organisation:
        subject = f"{called_to_others(partner.organisation)} demande à rejoindre votre projet"
        _tell(
            partner.line.organisation, partner.line.consultation, "asked_to_join", subject, by=partner.organisation
        )


def accepted(partner: Partner) -> None:
    """To who asked to join."""
    subject = "Votre demande de rejoindre un projet est acceptée"
    _tell(partner.organisation, partner.line.consultation, "accepted", subject, by=partner.line.organisation)


def _tell_all(room: Consultation, kind: str, subject: str) -> None:
    """To each association that has a line, unless it is not concerned."""
    _tell_each(room, kind, subject, room.lines.opening().values("organisation"))


def _tell_each(room: Consultation, kind: str, subject: str, whose: QuerySet[Line, Any]) -> None:
    organisations = Organisation.objects.filter(pk__in=whose)
    to = [reader.address for organisation in organisations for reader in correspondents(organisation)]
    if to:
        write_each(to=to, **_mail(room, kind, subject, about=[room, room.call, *organisations]))


def _tell(to: Organisation, room: Consultation, kind: str, subject: str, *, by: Organisation | None) -> None:
    readers = [reader.address for reader in correspondents(to)]
    if readers:
        write_each(to=readers, **_mail(room, kind, subject, about=[room, to, by], by=by))


def _mail(
    room: Consultation, kind: str, subject: str, *, about: Iterable[Model | None], **context: object
) -> Mail:
    link = absolute(room.get_absolute_url())
    return {
        "kind": f"consultations.{kind}",
        "subject": subject,
        "template": f"{FOLDER}/{kind}",
        "context": {"room": room, "call": room.call, "link": link, **context},
        "about": about,
    }
