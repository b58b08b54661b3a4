"""News of organisations, for the slices and apps above; sent inside the transaction, with `organisation` and
`by`: the person who changed it, None for the system."""

from django.dispatch import Signal

organisation_changed = Signal()  # its record, or its contacts
organisation_numbers_changed = Signal()
# kwargs: item (a Network or a Theme that the federation saved), by
reference_kept = Signal()
