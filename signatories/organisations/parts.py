"""The parts of an association's record, each with its page: what it asks, why it helps, what writes it."""

from collections.abc import Callable
from dataclasses import dataclass

from signatories.organisations import actions, forms
from signatories.organisations.forms.part import PartForm
from signatories.organisations.models import Organisation


@dataclass(frozen=True)
class Part:
    """`slug` is the page's address; `why` what filling it changes for the association; `is_proven` if it says who
    the association is, which the team reads again once a signature was published."""

    slug: str
    title: str
    why: str
    form: type[PartForm]
    write: Callable[..., Organisation]
    is_proven: bool = False


PARTS = {
    part.slug: part
    for part in (
        Part(
            "nom",
            "Nom et forme",
            "Le nom que le public lit et cherche.",
            forms.IdentityForm,
            actions.update_identity,
            is_proven=True,
        ),
        Part(
            "numeros",
            "Numéros officiels",
            "Ils évitent qu’on vous confonde avec une autre association. Tous sont facultatifs.",
            forms.NumbersForm,
            actions.update_numbers,
        ),
        Part(
            "adresse",
            "Adresse du siège",
            "Seule la commune est publique\u202f; l’adresse sert à vous écrire.",
            forms.AddressForm,
            actions.update_address,
            is_proven=True,
        ),
        Part(
            "territoire",
            "Où vous agissez",
            "Les associations et les personnes du quartier vous trouvent, et vous les trouvez.",
            forms.AreaForm,
            actions.update_area,
        ),
        Part(
            "themes",
            "Thèmes",
            "On vous trouve en cherchant ce que vous faites.",
            forms.ThemesForm,
            actions.update_themes,
        ),
        Part(
            "reseaux",
            "Réseaux",
            "Votre réseau voit quels membres ont signé.",
            forms.NetworksForm,
            actions.update_networks,
        ),
        Part(
            "presentation",
            "Présentation et contact public",
            "Ce que le public lit sur votre page, et comment vous joindre.",
            forms.DescriptionForm,
            actions.update_description,
        ),
        Part("logo", "Logo", "On vous reconnaît au premier coup d’œil.", forms.LogoForm, actions.set_logo),
    )
}
