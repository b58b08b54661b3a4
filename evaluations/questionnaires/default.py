"""The questionnaire that the first campaign starts from: one question a commitment of the charter, in words.

Codes never change; a meaning that does gets a code of its own (`actions.reword`)."""

from dataclasses import dataclass

from evaluations.questionnaires.models import HELPING, NOT_CONCERNED

STEPS = ("separately", "talking", "sometimes", "usually")
BESIDE = {
    "nobody_here": "Il n’y a encore personne ici avec qui le faire.",
    NOT_CONCERNED: "Cela ne nous concerne pas.",
}


@dataclass(frozen=True)
class Asked:
    """A commitment's question, its four sentences, and the box that stands apart."""

    commitment: str
    text: str
    sentences: tuple[str, str, str, str]
    helping: str
    is_confided: bool = False

    @property
    def choices(self) -> dict[str, str]:
        """Every choice by its code, in the order in which they are read."""
        return dict(zip(STEPS, self.sentences, strict=True)) | BESIDE | {HELPING: self.helping}


DEFAULT = (
    Asked(
        "veille",
        "Comment voyons-nous les besoins du quartier\u202f?",
        (
            "Chacune de notre côté.",
            "Nous en parlons avec une ou deux associations proches.",
            "Il nous arrive de comparer avec ce que disent des habitantes et habitants.",
            "Chaque année, nous faisons le tour des besoins ensemble, avec des personnes du quartier.",
        ),
        "Nous le faisons, et nous aidons un autre quartier à s’y mettre.",
    ),
    Asked(
        "debat",
        "Avant et après un projet commun, en parlons-nous\u202f?",
        (
            "Nous découvrons souvent les projets une fois lancés.",
            "Surtout au lancement.",
            "Avant ou après, selon les projets.",
            "Avant et après\u202f; ce qui nous sépare est écrit.",
        ),
        "Nous aidons d’autres à ouvrir ces discussions.",
    ),
    Asked(
        "concertation",
        "Avant de répondre à un appel, que faisons-nous\u202f?",
        (
            "Nous apprenons après coup qui a répondu.",
            "Nous prévenons une association voisine.",
            "Pour certains appels, nous disons qui dépose quoi.",
            "Avant chaque réponse, nous nous parlons et des personnes du quartier donnent leur avis.",
        ),
        "Nous faisons prendre cette habitude autour de nous.",
    ),
    Asked(
        "participation",
        "Nos réunions conviennent-elles aux habitantes, habitants et bénévoles\u202f?",
        (
            "Elles se tiennent surtout quand nos équipes travaillent.",
            "Nous demandons parfois quand chacune et chacun est libre.",
            "Nous changeons l’heure ou le lieu quand on nous le dit.",
            "Heure, garde d’enfants, langue, accès\u202f: c’est prévu chaque fois.",
        ),
        "Des personnes du quartier préparent et animent avec nous.",
    ),
    Asked(
        "clientelisme",
        "Restons-nous libres de nos choix et de notre parole\u202f?",
        (
            "C’est un sujet dont nous parlons peu.",
            "Nous en parlons entre nous.",
            "Quand une pression arrive, nous demandons conseil.",
            "Nous avons des règles connues\u202f: qui rencontre qui, qui décide, ce qui s’écrit.",
        ),
        "Nous soutenons une association sous pression.",
        is_confided=True,
    ),
    Asked(
        "repartition",
        "Comment les moyens se partagent-ils ici\u202f?",
        (
            "Chaque association cherche les siens.",
            "Nous savons à peu près qui manque de quoi.",
            "Il nous arrive de prêter une salle, du matériel, du temps.",
            "Nous prêtons régulièrement et nous défendons la part des petites associations.",
        ),
        "Ensemble, nous disons aux financeurs quel partage serait juste.",
    ),
    Asked(
        "information",
        "Les nouvelles utiles circulent-elles\u202f?",
        (
            "Elles restent souvent chez nous.",
            "Nous répondons quand on nous demande.",
            "Nous relayons le principal.",
            "Appels, dates, réunions\u202f: nous partageons chaque mois.",
        ),
        "Nous informons aussi les personnes du quartier et les associations sans réseau.",
    ),
)
