"""A question as it is answered, and as the federation writes one."""

from typing import Any

from django import forms

from evaluations.questionnaires.models import Choice, Question, Questionnaire
from qpv_charter.toolkit.fields import Line, Text
from qpv_charter.toolkit.revisions import RevisedForm
from qpv_charter.toolkit.text import clean_line

Kind = Question.Kind
LONGEST = 600  # characters of an example
LONGEST_WHY = 300
LARGEST = 1_000_000


class AnswerForm(RevisedForm):
    """The fields of one question, by its kind; every one may be left empty."""

    asks_nothing = True

    def __init__(self, *args: Any, question: Question, short: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.question = question
        fields = _answered_by(question)
        if not short:
            fields |= _said_beside(question)
        self.fields |= fields

    def facts(self) -> dict[str, Any]:
        """What was answered, by name: a Choice instead of its code."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        if "choice" in said:
            by_code = {each.code: each for each in self.question.to_choose}
            said["choice"] = by_code.get(said["choice"])
        return said


def _answered_by(question: Question) -> dict[str, forms.Field]:
    if question.kind in {Kind.SITUATIONS, Kind.YES_NO}:
        return _chosen(question)
    if question.kind == Kind.SEVERAL:
        return {"ticked": _boxes("Ce qui vous ressemble", question.to_choose)}
    if question.kind == Kind.NUMBER:
        return {"number": forms.IntegerField(label="Un nombre", required=False, min_value=0, max_value=LARGEST)}
    return {"text": Text(label="Votre réponse", required=False, max_length=LONGEST, rows=5)}


def _chosen(question: Question) -> dict[str, forms.Field]:
    situations = question.kind == Kind.SITUATIONS
    label = "Cette année, ce qui nous ressemble le plus" if situations else "Votre réponse"
    choices = [(each.code, each.text) for each in question.to_choose]
    found: dict[str, forms.Field] = {
        "choice": forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
    }
    if question.apart:
        found["ticked"] = _boxes("En plus", [question.apart])
    return found


def _boxes(label: str, choices: list[Choice]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(each.code, each.text) for each in choices],
        widget=forms.CheckboxSelectMultiple,
    )


def _said_beside(question: Question) -> dict[str, forms.Field]:
    """An example, and whether it may be quoted; what is confided never is."""
    if question.kind != Kind.SITUATIONS:
        return {}
    said: dict[str, forms.Field] = {
        "text": Text(label="Un exemple, ou ce qui a gêné", required=False, max_length=LONGEST, rows=4),
    }
    if not question.is_confided:
        said["quotable"] = forms.BooleanField(label="Vous pouvez citer cette phrase", required=False)
    said["why"] = Line(
        label="Si cela ne vous concerne pas, pourquoi\u202f?", required=False, max_length=LONGEST_WHY
    )
    return said


class Lines(Text):
    """One answer a line."""

    def clean(self, value: Any) -> Any:
        return [line for each in super().clean(value).splitlines() if (line := clean_line(each))]


class QuestionForm(forms.Form):
    """A question of the federation's own."""

    text = Line(label="La question", max_length=200, missing="Écrivez la question.")
    kind = forms.ChoiceField(label="On y répond par", choices=Kind.choices, widget=forms.RadioSelect)
    choices = Lines(
        label="Les réponses proposées, une par ligne",
        required=False,
        max_length=2000,
        help_text="Pour des situations ou plusieurs choix. Sans chiffre\u202f: rien n’est noté.",
    )
    depends_on = forms.ModelChoiceField(
        label="Ne la poser qu’à qui répond",
        required=False,
        queryset=Choice.objects.none(),
        empty_label="À tout le monde",
    )

    def __init__(self, *args: Any, questionnaire: Questionnaire, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = Choice.objects.filter(question__questionnaire=questionnaire, question__is_confided=False)
        asked = asked.select_related("question").order_by("question__position", "pk")
        self.fields["depends_on"].queryset = asked  # type: ignore[attr-defined]  # a ModelChoiceField


class WordsForm(forms.Form):
    """The words of a question and of its choices; `choice_<code>` each."""

    text = Line(label="La question", max_length=200, missing="Écrivez la question.")

    def __init__(self, data: Any = None, *, question: Question) -> None:
        texts = {f"choice_{each.code}": each.text for each in question.choices.all()}
        super().__init__(data, initial={"text": question.text} | texts)
        for code in question.codes:
            self.fields[f"choice_{code}"] = Line(
                label="Réponse proposée", max_length=200, missing="Écrivez cette réponse."
            )
        if question.questionnaire.frozen_at is None:
            self.fields["other_meaning"] = forms.BooleanField(
                label="Le sens change",
                required=False,
                help_text="Ce qui est récrit aura un code nouveau, et ne sera pas comparé aux années passées.",
            )

    def words(self) -> dict[str, Any]:
        """The keyword arguments of `actions.reword`."""
        said = self.cleaned_data
        choices = {name.removeprefix("choice_"): text for name, text in said.items() if name.startswith("choice_")}
        return {"text": said["text"], "choices": choices, "same_meaning": not said.get("other_meaning")}
