"""One function a message. What was reported stands in none of them: one reads it where it is."""

from typing import Any

from django.urls import reverse

from engagements.flags.models import Case, State
from engagements.flags.places import Kind
from qpv_charter.toolkit.links import absolute
from signatories.organisations.queries import correspondents
from signatories.outbox.actions import write_each

FOLDER = "engagements/flags/emails"


def hidden(case: Case, kind: Kind[Any]) -> None:
    """To the association whose words they are: why, and how to ask for another look."""
    _tell_author(case, "hidden", "Un texte de votre association n’est plus montré", kind=kind)


def answered(case: Case, kind: Kind[Any]) -> None:
    """To the same: what somebody else decided."""
    _tell_author(case, "answered", "Un texte de votre association a été relu", kind=kind)


def read(case: Case) -> None:
    """To whoever reported it and left an address: what was decided."""
    write_each(
        kind="flags.read",
        to=case.reports.exclude(email="").values_list("email", flat=True),
        about=[case, *case.reports.all()],
        subject="Le texte que vous avez signalé a été lu",
        template=f"{FOLDER}/read",
        context={"is_kept": case.state == State.KEPT},
    )


def _tell_author(case: Case, what: str, subject: str, *, kind: Kind[Any]) -> None:
    if case.author is None:
        return
    link = absolute(reverse("flags:appeal", args=[case.author.slug, case.pk]))
    write_each(
        kind=f"flags.{what}",
        to=[each.address for each in correspondents(case.author)],
        about=[case, case.author],
        subject=subject,
        template=f"{FOLDER}/{what}",
        context={
            "case": case,
            "called": kind.called,
            "link": link,
            "is_kept": case.state == State.KEPT,
            "says_why": not kind.is_among_associations,  # the team reads what is sent, and nothing of these
        },
    )
