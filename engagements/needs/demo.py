"""Invented needs, one in each state, in the neighbourhoods of the signatories of the demonstration."""

from datetime import timedelta

from django.utils import timezone

from engagements.needs.actions import Line, Occasion, close, note, second, tell
from engagements.needs.models import Need
from engagements.scope.places import place_of
from signatories.organisations.actors import Contact
from signatories.organisations.models import Organisation
from signatories.signatures.models import Signature

LINES = (
    ("La lumière est coupée dans l’allée depuis septembre (exemple)", 9),
    ("Pas de crèche qui prend les enfants avant neuf heures (exemple)", 4),
    ("On voudrait un repas de quartier au printemps (exemple)", 2),
    ("L’arrêt de bus est trop loin pour les personnes âgées (exemple)", 6),
    ("L’ascenseur du bâtiment C tombe en panne chaque semaine (exemple)", 5),
)


def load() -> None:
    """Make what is not there yet; needs published signatories that act in a neighbourhood."""
    if Need.objects.exists():
        return
    contacts = _contacts()
    if not contacts:
        return
    by, month = contacts[0], timezone.localdate() - timedelta(days=40)
    place = place_of(qpvs=list(by.organisation.qpvs.select_related("department")[:1]), department=None)
    occasion = Occasion(said_in=month, called="café des parents")
    lines = [Line(text=text, how_many=number) for text, number in LINES]
    light, nursery, _, bus, lift = note(lines, by=by, place=place, occasion=occasion, is_public=True)
    for neighbour in contacts[1:]:
        if neighbour.organisation.qpvs.filter(pk=place.qpvs[0].pk).exists():
            second(light, by=neighbour)
    tell(nursery, by=by, to="le service petite enfance de la ville", on=month, text="Une réunion est prévue.")
    close(bus, by=by, text="Un banc à mi-chemin, et un arrêt de plus à l’essai (exemple).", done=True)
    close(lift, by=by, text="Le bailleur attend une pièce\u202f; pas de date (exemple).", done=False)


def _contacts() -> list[Contact]:
    """Somebody for each published signatory that acts in a neighbourhood."""
    seen = Signature.objects.published().values("organisation")
    found = Organisation.objects.filter(pk__in=seen, qpvs__isnull=False, memberships__ended_at=None).distinct()
    return [
        Contact(person=membership.user, acts_for=each.pk, organisation=each)
        for each in found.order_by("pk")
        if (membership := each.memberships.current().select_related("user").first())
    ]
