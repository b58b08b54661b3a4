"""What every action shares: the one way to say no."""


class ActionRefused(Exception):  # noqa: N818  # reads as what happened, in the house's words
    """An action that cannot be done now; its message is a sentence in French for the person who asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
