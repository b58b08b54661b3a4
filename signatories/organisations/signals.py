"""News of organisations, for the slices and apps above; sent inside the transaction, with `organisation`."""

from django.dispatch import Signal

organisation_changed = Signal()  # also `by`: the person who changed it, None for the system
