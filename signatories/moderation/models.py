"""The federation's side of a signature: what was asked, answered, appealed."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.signatures.models import Signature, Status
from signatories.signatures.models.signatures import SignatureQuerySet, is_standing

WITHOUT_NEWS = timedelta(days=21)  # three weeks without an answer: somebody looks again


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    def shared(self) -> "ExchangeQuerySet":
        """What the association reads: neither internal notes nor the attempts to reach it."""
        return self.filter(kind__in=Exchange.SHARED)

    def visible_to(self, actor: Actor) -> "ExchangeQuerySet":
        """All about those she animates; what is shared, to the association itself, and to the comité de suivi
        about a signature under appeal."""
        theirs = actor.animated("signature__organisation__commune__department")
        shared = actor.acted_for("signature__organisation")
        if actor.reads_for_the_committee:
            shared |= Q(signature__in=under_appeal())
        return self.filter(theirs | Q(kind__in=Exchange.SHARED) & shared)


class Exchange(models.Model):
    """One message about a signature, between the team, the association and the comité de suivi."""

    class Kind(models.TextChoices):
        QUESTION = "question", "question de l’équipe d’animation"
        REPLY = "reply", "réponse de l’association"
        TO_REVIEW = "to_review", "à revoir ensemble"
        APPEAL = "appeal", "demande au comité de suivi"
        APPEAL_ANSWER = "appeal_answer", "réponse du comité de suivi"
        ATTEMPT = "attempt", "tentative pour joindre l’association"
        NOTE = "note", "note interne"
        TOLD = "told", "réponse notée par l’équipe"

    SHARED = (Kind.QUESTION, Kind.REPLY, Kind.TO_REVIEW, Kind.APPEAL, Kind.APPEAL_ANSWER, Kind.TOLD)
    WRITTEN_BY_IT = (Kind.REPLY, Kind.APPEAL)
    SIGNS_OF_LIFE = (*WRITTEN_BY_IT, Kind.TOLD)
    APPEALS = (Kind.APPEAL, Kind.APPEAL_ANSWER)

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="exchanges")
    kind = models.CharField("nature", max_length=14, choices=Kind)
    text = models.TextField("texte", max_length=5000)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="par")
    at = models.DateTimeField("le", default=timezone.now, editable=False)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = "échange"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="exchange_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.signature}"


def under_appeal() -> SignatureQuerySet:
    """Signatures sent back, which the comité de suivi was asked to look at and has not answered about yet."""
    appeals = Exchange.objects.filter(signature=OuterRef("pk"), kind__in=Exchange.APPEALS).order_by("-at", "-pk")
    last = Subquery(appeals.values("kind")[:1])
    return (
        Signature.objects.apart()
        .alias(last_appeal=last)
        .filter(status=Status.TO_REVIEW, last_appeal=Exchange.Kind.APPEAL)
    )


def last_exchanges(kinds: Collection[str]) -> ExchangeQuerySet:
    """The last exchange of these kinds of each signature, with what a line says of it."""
    of_it = Exchange.objects.filter(signature=OuterRef("signature"), kind__in=kinds).order_by("-at", "-pk")
    last = Exchange.objects.alias(last=Subquery(of_it.values("pk")[:1])).filter(pk=F("last"))
    return last.select_related("signature__organisation__commune")


def unread_replies() -> ExchangeQuerySet:
    """What associations wrote, as long as nobody of the team wrote, noted or decided anything after."""
    last = last_exchanges(Exchange.Kind.values).filter(kind=Exchange.Kind.REPLY)
    # One that ended a pause changed the state itself.
    undecided = Q(signature__status_at__lte=F("at")) | Q(signature__status_by=F("by"))
    return last.filter(undecided, is_standing("signature__"))


def unanswered_questions() -> ExchangeQuerySet:
    """What the team asked three weeks ago, or sent back, and nobody has answered."""
    asked = Exchange.Kind.QUESTION, Exchange.Kind.TO_REVIEW
    old = last_exchanges(Exchange.SHARED).filter(kind__in=asked, at__lte=timezone.now() - WITHOUT_NEWS)
    return old.filter(is_standing("signature__"))


def same_number(signatures: SignatureQuerySet) -> SignatureQuerySet:
    """Those published whose official number another published association bears: sections share theirs."""
    published = Signature.objects.published().exclude(organisation__kind=Organisation.Kind.SECTION).order_by()
    rna, siren = (published.filter(**{f"organisation__{of}__in": _borne_twice(of)}) for of in ("rna", "siren"))
    return signatures.filter(pk__in=rna.values("pk").union(siren.values("pk")))


def _borne_twice(field: str) -> QuerySet[Any, Any]:
    """The numbers that several published associations bear, of those that several records do: these are few, and
    found along an index."""
    numbers = Organisation.objects.exclude(**{field: None}).order_by()
    suspected = numbers.values(field).annotate(records=Count(field)).filter(records__gt=1).values(field)
    bearers = numbers.exclude(kind=Organisation.Kind.SECTION).filter(
        pk__in=Signature.objects.published().values("organisation"), **{f"{field}__in": suspected}
    )
    twice: QuerySet[Any, Any] = bearers.values(field).annotate(many=Count("pk")).filter(many__gt=1).values(field)
    return twice
