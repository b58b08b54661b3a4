"""What a yearly meeting adds to its gathering: its year, how one takes part from afar, who was there, what the
room put on the wall. Its date, its notes and its decisions are the gathering's and its sheet's."""

import uuid
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from engagements.participation.models import Gathering
from engagements.participation.models import State as GatheringState
from evaluations.campaigns.models import Campaign
from evaluations.questionnaires.models import Question
from qpv_charter.toolkit.revisions import Revised
from signatories.organisations.models import Organisation
from signatories.people.actors import Actor
from signatories.people.models import User
from signatories.territories.models import Qpv

LONGEST_LINE, LONGEST_AGENDA, LONGEST_BAND = 300, 2000, 300
BANDS = {"works": "Ce qui marche", "stuck": "Ce qui coince", "tries": "On essaie"}  # of a poster, by their fields


class YearlyMeetingQuerySet(models.QuerySet["YearlyMeeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees its gathering."""
        return self.filter(gathering__in=Gathering.objects.visible_to(actor).values("pk"))

    def standing(self) -> Self:
        """Those whose gathering was not called off."""
        return self.exclude(gathering__state=GatheringState.CANCELLED)

    def with_details(self) -> Self:
        """Each with what a list shows of it (2 queries whatever their number), the last date first."""
        rows = self.select_related(
            "campaign", "approved_by", "gathering__organisation", "gathering__chosen", "gathering__department"
        ).select_related("gathering__commune__department")
        return rows.prefetch_related("gathering__qpvs__communes").order_by("-gathering__first_at", "pk")


class YearlyMeeting(Revised):
    """A gathering announced as the meeting where a campaign is looked back on: national, or of its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="meetings", verbose_name="campagne")
    gathering = models.OneToOneField(Gathering, models.PROTECT, related_name="+", verbose_name="rencontre")
    is_national = models.BooleanField("nationale", default=False)
    travel = models.CharField("qui paie les déplacements", max_length=LONGEST_LINE, blank=True)
    by_phone = models.CharField("pour participer par téléphone", max_length=LONGEST_LINE, blank=True)
    agenda = models.TextField("ordre du jour", max_length=LONGEST_AGENDA, blank=True)
    announced_at = models.DateTimeField("annoncé le", default=timezone.now, editable=False)
    announced_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="annoncé par")
    approved_at = models.DateTimeField("compte rendu approuvé le", null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="compte rendu approuvé par"
    )

    objects = YearlyMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous annuel"
        verbose_name_plural = "rendez-vous annuels"
        constraints = [
            models.UniqueConstraint(
                "campaign",
                condition=Q(is_national=True),
                name="yearly_meeting_one_national",
                violation_error_message="Le rendez-vous national de cette année est déjà annoncé.",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="yearly_meeting_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.campaign.year}"

    @property
    def kind(self) -> str:
        """« Rendez-vous national », « Rendez-vous annuel »: of a place, which is said beside it."""
        return "Rendez-vous national" if self.is_national else "Rendez-vous annuel"

    @property
    def place(self) -> str:
        """In words: « toute la France », or where its gathering is."""
        return "toute la France" if self.is_national else self.gathering.place

    @property
    def has_begun(self) -> bool:
        """Whether its day has come, in the time zone of its place."""
        chosen = self.gathering.chosen
        if chosen is None:
            return False
        zone = ZoneInfo(chosen.zone)
        return timezone.localdate(self.gathering.first_at, zone) <= timezone.localdate(timezone=zone)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])


class MeetingInvitation(models.Model):
    """That an association was written to: once, and never after it has said whether it comes."""

    meeting = models.ForeignKey(YearlyMeeting, models.CASCADE, related_name="invited")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    sent_at = models.DateTimeField("écrite le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "invitation au rendez-vous annuel"
        verbose_name_plural = "invitations au rendez-vous annuel"
        constraints = [models.UniqueConstraint("meeting", "organisation", name="meeting_invitation_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.meeting}"


class MeetingPresence(models.Model):
    """An association that came, in the room or by telephone: it has answered."""

    class How(models.TextChoices):
        ROOM = "room", "dans la salle"
        PHONE = "phone", "par téléphone"

    meeting = models.ForeignKey(YearlyMeeting, models.CASCADE, related_name="present")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="association")
    how = models.CharField("comment", max_length=5, choices=How, default=How.ROOM)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="noté par")
    noted_at = models.DateTimeField("noté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "association présente"
        verbose_name_plural = "associations présentes"
        ordering = ["organisation__name_key", "pk"]
        constraints = [models.UniqueConstraint("meeting", "organisation", name="meeting_presence_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_how_display()}"


class MeetingPoster(Revised):
    """What the room put on one poster, for one neighbourhood: how many dots by situation (the code of a choice),
    and a sentence for each band. No name of anybody, none of an association."""

    meeting = models.ForeignKey(YearlyMeeting, models.CASCADE, related_name="posters")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    qpv = models.ForeignKey(Qpv, models.PROTECT, related_name="+", verbose_name="quartier")
    counts = models.JSONField("gommettes", default=dict, blank=True)
    works = models.CharField("ce qui marche", max_length=LONGEST_BAND, blank=True)
    stuck = models.CharField("ce qui coince", max_length=LONGEST_BAND, blank=True)
    tries = models.CharField("on essaie", max_length=LONGEST_BAND, blank=True)
    quotable = models.BooleanField("peut être citée", default=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="saisie par")
    written_at = models.DateTimeField("saisie le", default=timezone.now)

    class Meta:
        verbose_name = "affiche d’une salle"
        verbose_name_plural = "affiches des salles"
        constraints = [models.UniqueConstraint("meeting", "question", "qpv", name="meeting_poster_once")]

    def __str__(self) -> str:
        return f"{self.question}, {self.qpv}"
