"""What the charter adds elsewhere."""

from signatories.history.kinds import declare

declare(
    {
        "charter.loaded": "Version de la charte chargée",
        "charter.in_force": "Version de la charte mise en vigueur",
        "charter.superseded": "Version de la charte remplacée",
    }
)
