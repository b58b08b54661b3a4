"""Announcing a meeting, noting who is there, entering posters."""

from typing import Any

from django import forms

from engagements.scope.forms import Signatory
from evaluations.campaigns.models import Campaign
from evaluations.meetings.actions.announcing import Words
from evaluations.meetings.actions.posters import Wall
from evaluations.meetings.models import (
    BANDS,
    LONGEST_AGENDA,
    LONGEST_BAND,
    LONGEST_LINE,
    MeetingPoster,
    MeetingPresence,
    YearlyMeeting,
)
from evaluations.meetings.queries import expected
from evaluations.questionnaires.models import Question
from qpv_charter.toolkit.fields import Line, Text, Ticked
from qpv_charter.toolkit.revisions import Both, RevisedForm
from signatories.organisations.models import Organisation

MOST_DOTS = 200


class WordsForm(RevisedForm):
    """How one comes, and what is talked about."""

    travel = Line(
        label="Qui paie les déplacements\u202f?",
        max_length=LONGEST_LINE,
        required=False,
        help_text="Exemple\u202f: la fédération rembourse le train et la garde d’enfants, sur simple demande.",
    )
    by_phone = Line(
        label="Comment participer par téléphone\u202f?",
        max_length=LONGEST_LINE,
        required=False,
        help_text="Exemple\u202f: un appel à 18 heures, au numéro que vous recevrez en répondant.",
    )
    agenda = Text(
        label="Ordre du jour",
        max_length=LONGEST_AGENDA,
        rows=7,
        required=False,
        help_text="Un point par ligne. Il commence toujours par ce qui avait été décidé la dernière fois.",
    )

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in ("travel", "by_phone", "agenda")})


class AnnounceForm(WordsForm):
    """The same, of which year, and whether it is for all."""

    campaign = forms.ModelChoiceField(
        label="De quelle année\u202f?", queryset=Campaign.objects.none(), empty_label=None
    )
    is_national = forms.BooleanField(label="C’est le rendez-vous national", required=False)
    field_order = ["campaign", "is_national", "travel", "by_phone", "agenda"]

    def __init__(self, *args: Any, is_national: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        years: Any = self.fields["campaign"]
        years.queryset = Campaign.objects.exclude(state=Campaign.State.REPORTED).order_by("year")
        if not is_national:
            del self.fields["is_national"]


class PresentForm(forms.Form):
    """Who is there: ticked among those expected, or typed."""

    organisations = Ticked(Organisation.objects.none(), label="Qui est là\u202f?", required=False)
    other = Signatory(label="Une autre association", required=False)
    how = forms.ChoiceField(
        label="Comment\u202f?",
        choices=[(how.value, how.label.capitalize()) for how in MeetingPresence.How],
        initial=MeetingPresence.How.ROOM,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, meeting: YearlyMeeting, **options: Any) -> None:
        super().__init__(*args, **options)
        offered: Any = self.fields["organisations"]
        offered.queryset = expected(meeting)
        if not offered.queryset.exists():
            del self.fields["organisations"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("organisations") and not cleaned.get("other"):
            self.add_error("other", "Cochez une association, ou écrivez son nom.")
        return cleaned

    def who(self) -> list[Organisation]:
        typed = self.cleaned_data["other"]
        return [*self.cleaned_data.get("organisations", []), *([typed] if typed else [])]


class PosterForm(RevisedForm):
    """One poster: a number a situation, a sentence a band, and whether these may be quoted. Where `dots` is false,
    sentences only."""

    works = Line(label=BANDS["works"], max_length=LONGEST_BAND, required=False)
    stuck = Line(label=BANDS["stuck"], max_length=LONGEST_BAND, required=False)
    tries = Line(label=BANDS["tries"], max_length=LONGEST_BAND, required=False)
    quotable = forms.BooleanField(label="La salle est d’accord pour que l’affiche soit citée", required=False)

    def __init__(
        self, data: Any, *, question: Question, poster: MeetingPoster | None, dots: bool, **options: Any
    ) -> None:
        super().__init__(data, initial=_initial(poster), **options)
        self.question = question
        self.codes = [choice.code for choice in question.to_choose] if dots and not question.is_confided else []
        counted = {
            code: forms.IntegerField(label=text, min_value=0, max_value=MOST_DOTS, required=False)
            for code, text in ((each.code, each.text) for each in question.to_choose)
            if code in self.codes
        }
        self.fields = {f"dots-{code}": field for code, field in counted.items()} | self.fields

    def wall(self) -> Wall:
        said = {name: self.cleaned_data[name] for name in (*BANDS, "quotable")}
        counts = {code: self.cleaned_data[f"dots-{code}"] or 0 for code in self.codes}
        return Wall(counts=counts, **said)

    @property
    def both(self) -> list[Both]:
        """Dots in words."""
        if self.stale is None:
            return []
        labels = {"counts": "Gommettes", "quotable": "Peut être citée"} | BANDS
        mine, theirs = self.stale.mine, self.stale.theirs
        return [Both(labels[name], self._read(mine[name]), self._read(theirs[name])) for name in mine]

    def _read(self, said: object) -> str:
        if isinstance(said, dict):
            texts = {choice.code: choice.text for choice in self.question.to_choose}
            return ", ".join(f"{texts[code]} {count}" for code, count in said.items())
        return {True: "oui", False: "non"}.get(said, str(said)) if isinstance(said, bool) else str(said)


def _initial(poster: MeetingPoster | None) -> dict[str, Any]:
    if poster is None:
        return {"revision": 0}
    said = {name: getattr(poster, name) for name in (*BANDS, "quotable", "revision")}
    return said | {f"dots-{code}": count for code, count in poster.counts.items()}
