"""Who is asked to sign the text of today, and who has answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from signatories.charter.models import CharterVersion
from signatories.following.models import FollowedQuerySet
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.signatures.models import Signature
from signatories.versions.models import Answer, Renewal


def text_of_today() -> CharterVersion | None:
    """The version that one signs today."""
    return CharterVersion.objects.in_force()


def wave_of_today() -> CharterVersion | None:
    """The version that one signs today, if associations are asked to sign it again (2 queries)."""
    text = text_of_today()
    asked = text and Renewal.objects.filter(version=text.text_id).exists()
    return text if asked else None


def signed_before(text: CharterVersion) -> QuerySet[Signature]:
    """Published signatures of another text. One of a demonstration does not call for the official text."""
    same = CharterVersion.objects.same_text_as(text)
    earlier = Signature.objects.published().exclude(charter_version__in=same)
    return earlier.filter(charter_version__is_demonstration=text.is_demonstration)


def concerned(text: CharterVersion) -> QuerySet[Organisation]:
    """Associations whose signature of an earlier text is published, and that did not sign this one."""
    here = OuterRef("pk")
    signed = Signature.objects.standing().of_text(text).filter(organisation=here)
    return Organisation.objects.filter(Exists(signed_before(text).filter(organisation=here)), ~Exists(signed))


def to_invite(text: CharterVersion) -> QuerySet[Organisation]:
    """Those that nobody invited yet."""
    invited = Renewal.objects.filter(version=text.text_id, organisation=OuterRef("pk"))
    return concerned(text).filter(~Exists(invited)).order_by("pk")


def asked_of(organisation: Organisation) -> CharterVersion | None:
    """The text that an association is asked to sign; None for one that signed it, or that is not published (2
    queries)."""
    text = text_of_today()
    return text if text and concerned(text).filter(pk=organisation.pk).exists() else None


def answering(rows: FollowedQuerySet, text: CharterVersion, answer: Answer) -> FollowedQuerySet:
    """Of some associations, those that stand there with this text."""
    found = Renewal.objects.of_text(text).standing_there(text, answer)
    return rows.filter(pk__in=found.values("organisation"))


@dataclass(frozen=True)
class Tally:
    answer: Answer
    count: int


def tallies(text: CharterVersion, actor: Actor) -> list[Tally]:
    """How many stand where, of those that the actor animates; of all, for the comité (1 query)."""
    rows = Renewal.objects.of_text(text)
    rows = rows if actor.reads_for_the_committee else rows.visible_to(actor)
    counted = rows.with_answer(text).order_by().values_list("answer").annotate(many=Count("pk"))
    counts = dict(counted)
    return [Tally(answer, counts.get(answer.value, 0)) for answer in Answer]


def renewals(text: CharterVersion | None, actor: Actor) -> "QuerySet[Any]":
    """Those that the actor animates, each with its answer, in the order of names."""
    if text is None:
        return Renewal.objects.none()
    rows = Renewal.objects.of_text(text).visible_to(actor).with_answer(text)
    return rows.select_related("organisation__commune", "declined_by").order_by(
        F("organisation__name_key"), "organisation"
    )
