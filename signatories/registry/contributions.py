"""What the registry adds elsewhere."""

from signatories.history.kinds import declare

declare({"registry.imported": "Répertoire national (RNA) importé"})
