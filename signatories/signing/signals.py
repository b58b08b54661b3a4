"""News of signings, for the slices and apps above; sent inside the transaction."""

from django.dispatch import Signal

signing_confirmed = Signal()  # with `signature`: somebody has just signed online
