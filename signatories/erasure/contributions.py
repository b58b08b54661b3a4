"""What erasing adds elsewhere."""

from signatories.history.kinds import declare

declare(
    {
        "person.erased": "Données de la personne effacées",
        "organisation.erased": "Données de l’association effacées",
    }
)
