"""The seven commitments in plain words, for whoever reads slowly or late: the plain page, the board's kit.

Never called "FALC", a label that asks for the text to be tested by the people it is written for."""

from signatories.charter.models import Commitment

PLAIN_WORDS = {
    "veille": "Nous repérons ensemble les besoins du quartier.",
    "debat": "Nous discutons avant et après chaque projet commun.\nOn a le droit de ne pas être d’accord.",
    "concertation": (
        "Dans un appel à projets, la mairie ou l’État propose de l’argent pour des projets.\n"
        "Avant de répondre, nous en parlons avec les associations, les collectifs et les personnes du quartier."
    ),
    "participation": (
        "Nous choisissons des jours et des heures qui conviennent aux personnes du quartier et aux bénévoles."
    ),
    "clientelisme": "Nous refusons les aides données en échange d’un soutien politique.",
    "repartition": (
        "Nous demandons un partage juste des moyens.\nLes petites associations ont leur place, comme les grandes."
    ),
    "information": "Nous faisons circuler les informations dans nos associations et nos réseaux.",
}


def in_plain_words(commitment: Commitment) -> str:
    """The plain sentences of a commitment, one a line; its own text for one that a later charter added."""
    return PLAIN_WORDS.get(commitment.slug, commitment.text)
