"""What mandates add elsewhere."""

from signatories.history.kinds import declare

declare({"mandate.extract_attached": "Extrait de la décision ajouté"})
