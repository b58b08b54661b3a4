"""How the history says what happens in the slices below it."""

from signatories.history.kinds import declare

declare(
    {
        "predecessor_linked": "Quartier de 2015 rattaché",
        "predecessor_unlinked": "Quartier de 2015 détaché",
        "team.joined": "Arrivée dans l’équipe d’animation",
        "team.left": "Départ de l’équipe d’animation",
    }
)
