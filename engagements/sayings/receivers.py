"""News of needs: whoever wrote one is told of what counts."""

from typing import Any

from django.dispatch import receiver

from engagements.needs.models import Need
from engagements.needs.signals import need_moved
from engagements.sayings.actions import follow


@receiver(need_moved)
def tell_who_wrote(need: Need, **_: Any) -> None:
    follow(need)
