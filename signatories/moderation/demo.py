"""What the team did with two of the invented signatures."""

from signatories.moderation import actions
from signatories.people.demo import member_of_the_team
from signatories.signatures.models import Signature, Status

ATTEMPTS = ("Appel sans réponse.", "Message laissé au voisin du local.", "Courrier revenu.")


def load() -> None:
    """One signature to be reviewed together, one paused after three attempts to reach its association."""
    team = member_of_the_team()
    if team is None:
        return
    for signature in _still("Foot et devoirs (exemple)", Status.CONFIRMED):
        reason = "Il nous manque la date de votre assemblée générale. Pouvons-nous en parler au téléphone\u202f?"
        actions.send_back(signature, by=team, reason=reason)
    for signature in _still("Bastia en partage (exemple)", Status.PUBLISHED):
        if signature.exchanges.exists():
            continue  # paused once already: the association has given a sign since
        for attempt in ATTEMPTS:
            actions.note_attempt(signature, by=team, text=attempt)
        actions.pause(signature, by=team, reason="Personne n’a répondu depuis mars, malgré trois tentatives.")


def _still(name: str, status: Status) -> list[Signature]:
    """The example's signature, if nothing happened to it since it was made."""
    return list(Signature.objects.filter(organisation__name=name, status=status))
