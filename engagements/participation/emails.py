"""One function a message. What a stranger typed stands in no subject line."""

from datetime import datetime

from django.urls import reverse

from engagements.participation.models import Answer, Gathering, GatheringTime
from engagements.voices.models import VoiceContact, VoiceKey
from qpv_charter.toolkit.links import absolute
from signatories.outbox.actions import write_each

TEMPLATES = "engagements/participation/emails/"


def answered(given: Answer, *, to: str, key: VoiceKey) -> None:
    """To whoever answered and left an address: the link that changes the answer."""
    gathering = given.gathering
    write_each(
        kind="gatherings.answered",
        to=[to],
        about=[gathering, given.voice, gathering.organisation],
        subject="Votre réponse est notée",
        template="engagements/participation/emails/answered",
        context={"gathering": gathering, "link": absolute(reverse("participation:key", args=[key.clear]))},
        secret=True,
        until=key.expires_at,
        condition="gatherings.answer_stands",
        condition_args={"answer": given.pk},
    )


def fixed(gathering: Gathering) -> None:
    """To whoever answered and left an address: the date."""
    _tell(gathering, "fixed", f"La date est choisie\u202f: {gathering.chosen}")


def moved(gathering: Gathering, *, before: GatheringTime | None) -> None:
    _tell(gathering, "moved", f"La date change\u202f: {gathering.chosen}", before=before)


def cancelled(gathering: Gathering) -> None:
    _tell(gathering, "cancelled", "La rencontre est annulée")


def reminder(gathering: Gathering) -> None:
    """Two days before; one may refuse these."""
    _tell(gathering, "reminder", f"C’est bientôt\u202f: {gathering.chosen}", necessary=False)


def _tell(gathering: Gathering, what: str, subject: str, *, necessary: bool = True, **more: object) -> None:
    """The same to all; not sent once another decision replaced it, or the date has passed."""
    context = {
        "gathering": gathering,
        "link": absolute(gathering.get_absolute_url()),
        "calendar": _calendar(gathering),
    }
    write_each(
        kind=f"gatherings.{what}",
        to=_addresses(gathering),
        about=[gathering, gathering.organisation],
        subject=subject,
        template=f"{TEMPLATES}{what}",
        context={**context, **more},
        until=_until(gathering),
        condition="gatherings.still_so",
        condition_args={"gathering": gathering.pk, "sequence": gathering.sequence},
        necessary=necessary,
    )


def _addresses(gathering: Gathering) -> list[str]:
    reached = VoiceContact.objects.filter(voice__gathering_answer__gathering=gathering)
    return list(reached.exclude(email="").values_list("email", flat=True))


def _calendar(gathering: Gathering) -> str:
    return absolute(reverse("participation:calendar", args=[gathering.pk]))


def _until(gathering: Gathering) -> datetime:
    return gathering.last_at
