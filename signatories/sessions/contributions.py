"""What signing sessions add elsewhere."""

from signatories.history.kinds import declare

declare({"session.opened": "Séance de signature ouverte", "session.closed": "Séance de signature fermée"})
