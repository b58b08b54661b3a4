"""An edition as a table: a row for each situation of each group that is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluations.reports.charts import absent, in_words, meetings, numbers
from qpv_charter.toolkit.exports import Type, column

GROUPS = {
    "difficulty": "difficulte",
    "form": "forme",
    "network": "reseau",
    "region": "region",
    "department": "departement",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    key: str = column(
        "cle",
        "Clé",
        Type.TEXT,
        "Ce qui distingue la ligne de toutes les autres.",
        example="2027-1/veille/toutes//talking",
        always=True,
    )
    question: str = column("question", "Question", Type.TEXT, "Le nom court de la question.", example="veille")
    group: str = column(
        "groupe",
        "Groupe",
        Type.TEXT,
        "«\u202ftoutes\u202f» les associations, celles d’une «\u202fregion\u202f», "
        "«\u202fmemes\u202f»\u202f: celles qui ont répondu deux années, «\u202faffiche\u202f»\u202f: celles d’une "
        "salle, à ne pas ajouter aux autres. Avec un nombre seul\u202f: «\u202fdifficulte\u202f», "
        "«\u202fforme\u202f», «\u202freseau\u202f», «\u202frendez-vous\u202f». Aucune n’a fait le point\u202f: "
        "«\u202fabsente-…\u202f».",
        example="toutes",
    )
    name: str = column(
        "nom",
        "Nom",
        Type.TEXT,
        "La région, l’année de la réponse, le quartier de l’affiche, la difficulté…",
        example="Bretagne",
    )
    answers: int = column(
        "reponses", "Réponses", Type.NUMBER, "Combien d’associations du groupe ont répondu.", example=23.0
    )
    code: str = column("situation", "Situation", Type.TEXT, "Le code de la phrase choisie.", example="talking")
    text: str = column("phrase", "Phrase", Type.TEXT, "La phrase choisie.", example="Nous en parlons.")
    said: str = column(
        "associations",
        "Associations",
        Type.TEXT,
        "Combien l’ont choisie\u202f: un nombre à partir de 20 réponses, des mots à partir de 5, rien en dessous.",
        example="une partie",
    )


def rows(says: Mapping[str, Any]) -> Iterator[Row]:
    yield from _cells(says)
    yield from _counted(says)
    yield from _absent(says)
    yield from _meetings(says)


def _alone(says: Mapping[str, Any], group: str, name: str, answers: int) -> Row:
    """A group that is told by a number alone."""
    key = f"{says['year']}-{says['edition']}//{group}/{name}/"
    return Row(key=key, question="", group=group, name=name, answers=answers, code="", text="", said="")


def _absent(says: Mapping[str, Any]) -> Iterator[Row]:
    for kind, names in absent(says).items():
        yield from (_alone(says, f"absente-{GROUPS[kind]}", name, 0) for name in names)


def _meetings(says: Mapping[str, Any]) -> Iterator[Row]:
    for number, each in enumerate(meetings(says), 1):
        yield _alone(says, "rendez-vous", f"{number}. {each.place}", each.present)


def _counted(says: Mapping[str, Any]) -> Iterator[Row]:
    for kind, found in numbers(says).items():
        yield from (_alone(says, GROUPS[kind], each.name, each.answers) for each in found)


def _cells(says: Mapping[str, Any]) -> Iterator[Row]:
    for question in says["questions"]:
        for group, name, told in _groups(question, says):
            for situation in question["situations"]:
                code = situation["code"]
                yield Row(
                    key=f"{says['year']}-{says['edition']}/{question['slug']}/{group}/{name}/{code}",
                    question=question["slug"],
                    group=group,
                    name=name,
                    answers=told["answers"],
                    code=code,
                    text=situation["text"],
                    said=in_words(told["cells"].get(code, "")),
                )


def _groups(question: Mapping[str, Any], says: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    yield "toutes", "", question["everyone"]
    for region in question["regions"]:
        yield "region", region["name"], region
    if trend := question["trend"]:
        yield "memes", str(trend["year_before"]), trend["before"]
        yield "memes", str(says["year"]), trend["now"]
    for wall in says.get("walls", {}).get(question["slug"], []):
        yield "affiche", wall["name"], wall
