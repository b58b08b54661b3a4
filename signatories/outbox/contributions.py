"""What the outbox adds elsewhere."""

from signatories.history.kinds import declare

declare({"message.retried": "E-mail relancé"})
