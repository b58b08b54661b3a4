"""One row for each association, ready to be found, sorted and counted by the team."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from qpv_charter.toolkit.text import LONGEST_KEY
from signatories.organisations.models import Membership, Organisation
from signatories.outbox.models import Message
from signatories.people.actors import Actor
from signatories.signatures.models import Signature, Status
from signatories.territories.models import Department

SILENCE = timedelta(days=365)
REMEMBERED = timedelta(days=180)  # a refusal that nobody met again since says nothing of today


class FollowedQuerySet(models.QuerySet["Followed"]):
    def visible_to(self, actor: Actor) -> "FollowedQuerySet":
        """Those that the actor animates."""
        return self.filter(actor.animated("department"))

    def published(self) -> "FollowedQuerySet":
        """Those that the public sees among the signatories."""
        return self.filter(is_published=True)

    def without_contact(self) -> "FollowedQuerySet":
        """Those whose last contact person left, and whose signature stands."""
        return self.filter(is_standing=True, left_at__isnull=False)

    def with_refused_address(self) -> "FollowedQuerySet":
        """Those whose signature stands, and that a mail no longer reaches."""
        return self.filter(Exists(Refusal.objects.standing().filter(followed=OuterRef("pk"))), is_standing=True)

    def unheard_since(self, moment: datetime) -> "FollowedQuerySet":
        return self.filter(heard_at__lt=moment)

    def silent(self) -> "FollowedQuerySet":
        """Published ones that nobody has heard of for a year."""
        return self.published().unheard_since(timezone.now() - SILENCE)


class Followed(models.Model):
    """Derived from the association, its people, its signatures and what was said of them by following.actions;
    `rebuild_followed` makes it anew. A record that was erased, or joined to another one, has none."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="followed", verbose_name="association"
    )
    name_key = models.CharField(max_length=LONGEST_KEY)
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name="département du siège",
    )
    # Every folded word that its record is found by, its addresses and its numbers, each after a space.
    search_text = models.TextField()
    # Of its last signature; none for who signed nothing.
    signature = models.ForeignKey(
        Signature, models.SET_NULL, null=True, related_name="+", verbose_name="signature"
    )
    status = models.CharField("état", max_length=10, choices=Status, blank=True)
    is_published = models.BooleanField("publiée")
    is_standing = models.BooleanField("signature non retirée")
    # Of the mandates in use of signatures that stand: whether it is known who decided, and the first election.
    knows_mandate = models.BooleanField("mandat connu")
    next_election = models.DateField("prochaine élection", null=True)
    heard_at = models.DateTimeField("dernier signe")
    left_at = models.DateTimeField("dernière personne contact partie le", null=True)

    objects = FollowedQuerySet.as_manager()

    class Meta:
        verbose_name = "association suivie"
        verbose_name_plural = "associations suivies"
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index("name_key", "organisation", name="followed_by_name"),
            models.Index("heard_at", "organisation", name="followed_by_sign"),
            models.Index("department", "status", "is_published", name="followed_by_place"),
            # Who is to be called: counted, and the first of them, along each.
            models.Index("heard_at", "organisation", condition=Q(is_published=True), name="followed_silent"),
            models.Index("left_at", "organisation", condition=Q(is_standing=True), name="followed_alone"),
            models.Index("next_election", "organisation", name="followed_by_election"),
        ]

    def __str__(self) -> str:
        return self.name_key


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def standing(self) -> "RefusalQuerySet":
        """Of the last months, at an address that is still one of the association's people or that of its paper,
        and that took no mail since."""
        mails = Message.objects.filter(to=OuterRef("message__to"), state=Message.State.SENT)
        left_since = mails.filter(created_at__gt=OuterRef("message__created_at"))
        people = Membership.objects.current().filter(organisation=OuterRef("followed"))
        is_hers = Exists(people.filter(user__email=OuterRef("message__to")))
        is_of_paper = Q(followed__organisation__contact_email=F("message__to"))
        recent = self.filter(
            message__state=Message.State.FAILED, message__created_at__gte=timezone.now() - REMEMBERED
        )
        return recent.filter(is_hers | is_of_paper, ~Exists(left_since))


class Refusal(models.Model):
    """A mail about an association that was given up. Kept beside its row, as it is, so that a database finds the
    one by the other: what a mail is about is written in words (outbox.models)."""

    followed = models.ForeignKey(Followed, models.CASCADE, related_name="+", verbose_name="association")
    message = models.ForeignKey(Message, models.CASCADE, related_name="+", verbose_name="e-mail")

    objects = RefusalQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mail refusé"
        verbose_name_plural = "e-mails refusés"
        constraints = [models.UniqueConstraint("followed", "message", name="refusal_once")]

    def __str__(self) -> str:
        return f"{self.followed}, {self.message}"
