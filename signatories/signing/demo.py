"""Invented associations, each at another stage: they signed by the five screens, as anybody would."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from signatories.charter.models import CharterVersion
from signatories.organisations.models import Organisation
from signatories.people.demo import member_of_the_team
from signatories.people.models import User
from signatories.signatures import actions
from signatories.signatures.models import Mandate, Signature
from signatories.signing import screens
from signatories.signing.actions import confirming, drafting
from signatories.territories.models import Commune, Qpv


@dataclass(frozen=True)
class Example:
    """`becomes` says what the team made of the signature, once confirmed."""

    name: str
    qpv: str
    first_name: str
    last_name: str
    role: str
    becomes: "Callable[[Signature, User], object] | None" = None
    kind: Organisation.Kind = Organisation.Kind.ASSOCIATION
    decided_by: Mandate.Decision = Mandate.Decision.BOARD
    publish_name: bool = False


def _publish(signature: Signature, by: User) -> None:
    actions.publish(signature, by=by)


def _withdraw(signature: Signature, by: User) -> None:
    actions.publish(signature, by=by)
    actions.withdraw(signature, by=by, reason="L’association a cessé ses activités.")


_published = partial(Example, becomes=_publish)
EXAMPLES = (
    _published("Jardins de la Mosson (exemple)", "QN03405M", "Aïcha", "Benali", "trésorière", publish_name=True),
    _published("Lire au Mirail (exemple)", "QN03107M", "Paul", "Garrigue", "trésorier"),
    _published("Maison des familles d’Empalot (exemple)", "QN03109M", "Rosa", "Ferreira", "directrice"),
    _published("Planoise en fête (exemple)", "QN02503M", "Hugo", "Perrin", "coprésident"),
    _published("Le Repair café du Blosne (exemple)", "QN03504M", "Maëlle", "Le Goff", "secrétaire"),
    _published("Collectif des mamans du Sanitas (exemple)", "QN03709M", "Fatou", "Sow", "porte-parole",
        kind=Organisation.Kind.COLLECTIVE, decided_by=Mandate.Decision.COLLECTIVE),
    _published("Cordée de la Villeneuve (exemple)", "QN03807M", "Nadia", "Roux", "présidente"),
    Example("Théâtre de Maurepas (exemple)", "QN03505M", "Erwan", "Tanguy", "président"),
    Example("Foot et devoirs (exemple)", "QN00101M", "Karim", "Aït", "éducateur"),
    Example("Bastia en partage (exemple)", "QN02B01M", "Lisandra", "Mattei", "présidente", becomes=_publish),
    Example("Tricot et compagnie (exemple)", "QN02A01M", "Jean", "Santoni", "président", becomes=_withdraw),
)  # fmt: skip


def load() -> None:
    """Sign for each example that did not sign yet, then do what the team decided."""
    team = member_of_the_team()
    version = CharterVersion.objects.in_force()
    if team is None or version is None:
        return
    for number, example in enumerate(EXAMPLES, start=1):
        if Organisation.objects.filter(name=example.name).exists():
            continue
        signature = _sign(example, email=f"association{number}@example.org", version=version)
        if example.becomes:
            example.becomes(signature, team)


def _sign(example: Example, *, email: str, version: CharterVersion) -> Signature:
    qpv = Qpv.objects.get(code=example.qpv)
    draft, key = drafting.begin(_association(example, qpv.communes.order_by("code").first()))
    neighbourhoods = {"qpvs": [qpv.code], "outside": False, "unknown": False, "qpv_typed": ""}
    drafting.save_screen(draft, screen=screens.NEIGHBOURHOODS, answers=neighbourhoods)
    drafting.save_person(draft, answers=_person(example, email), key=key, may_mail=False)
    draft = drafting.save_charter(draft, version=version, publish_name=example.publish_name)
    return confirming.confirm(draft).signature


def _association(example: Example, commune: Commune | None) -> dict[str, object]:
    return {
        "name": example.name,
        "kind": example.kind.value,
        "commune": commune.code if commune else "",
        "commune_typed": "",
        "together": False,
        "twins": [],
    }


def _person(example: Example, email: str) -> dict[str, object]:
    return {
        "first_name": example.first_name,
        "last_name": example.last_name,
        "role": example.role,
        "email": email,
        "decided_by": example.decided_by.value,
        "decided_on": "",
        "meeting_on": "",
    }
