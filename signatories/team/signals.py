"""News of the team, for the slices and apps above; sent inside the transaction, with `role`."""

from django.dispatch import Signal

role_given = Signal()
role_ended = Signal()
