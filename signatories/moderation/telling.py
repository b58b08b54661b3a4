"""Who is told of what the team decides: what the page says before, and after."""

from signatories.organisations.queries import Reach

BEFORE = {
    Reach.CONTACTS: "Ses personnes contact recevront un e-mail{}.",
    Reach.PAPER: "Elle n’a pas de personne contact\u202f: un e-mail partira à l’adresse donnée sur le papier{}.",
    Reach.NOBODY: "Personne n’a laissé d’adresse e-mail pour cette association\u202f: personne ne sera prévenu. "
    "Joignez-la autrement.",
}
AFTER = {
    Reach.CONTACTS: "Un e-mail part à ses personnes contact{}.",
    Reach.PAPER: "Un e-mail part à l’adresse donnée sur le papier{}.",
    Reach.NOBODY: "Personne n’est prévenu\u202f: aucune adresse e-mail n’est connue. Joignez-la autrement.",
}
IN_THESE_WORDS = ", avec ce que vous écrivez"
IN_THOSE_WORDS = ", avec ce que vous avez écrit"


def will_be_told(reach: Reach, *, quoted: bool = False) -> str:
    """`quoted`: the mail holds what the team writes, as it is."""
    return BEFORE[reach].format(IN_THESE_WORDS if quoted else "")


def are_published(count: int) -> str:
    """What happened, of several at once."""
    if count == 1:
        return "Une signature est publiée. Pendant une heure, elle peut être reprise : son e-mail attend ce temps."
    return (
        f"{count} signatures sont publiées. Pendant une heure, chacune peut être reprise depuis sa page : "
        "les e-mails attendent ce temps."
    )


def is_told(reach: Reach, *, quoted: bool = False) -> str:
    return AFTER[reach].format(IN_THOSE_WORDS if quoted else "")
