"""An edition as a table: a row for each situation of each group that is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluations.reports.charts import in_words
from qpv_charter.toolkit.exports import Type, column


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
        "ou «\u202fmemes\u202f»\u202f: celles qui ont répondu deux années.",
        example="toutes",
    )
    name: str = column("nom", "Nom", Type.TEXT, "La région, ou l’année de la réponse.", example="Bretagne")
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
    for question in says["questions"]:
        for group, name, told in _groups(question, str(says["year"])):
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


def _groups(question: Mapping[str, Any], year: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    yield "toutes", "", question["everyone"]
    for region in question["regions"]:
        yield "region", region["name"], region
    if trend := question["trend"]:
        yield "memes", str(trend["year_before"]), trend["before"]
        yield "memes", year, trend["now"]
