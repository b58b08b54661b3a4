"""How long the team takes to answer, as it says itself: one setting, everywhere the same words."""

from typing import cast

from django.conf import settings


def answer_time() -> str:
    """« d’ordinaire en dix jours », to follow a verb; empty as long as the team says nothing."""
    days = cast("int", settings.TEAM["answer_days"])
    if not days:
        return ""
    return f"d’ordinaire en {days}\u00a0jours" if days > 1 else "d’ordinaire le lendemain"
