"""The charter a fresh clone shows: a text of our own, until the federation loads the official one."""

from django.conf import settings

from signatories.charter import actions
from signatories.charter.models import CharterVersion

DEMONSTRATION = settings.BASE_DIR / "fixtures" / "charter" / "demonstration.md"


def load() -> None:
    """Load the demonstration text where no charter was ever loaded."""
    if not CharterVersion.objects.exists():
        actions.load(DEMONSTRATION.read_bytes())
