"""News of organisations, for the slices and apps above; sent inside the transaction, with `organisation` and
`by`: the person who changed it, None for the system."""

from django.dispatch import Signal

organisation_changed = Signal()  # its record, or its contacts
organisation_numbers_changed = Signal()
# Its name, form or commune is another one: sent last, since the register that seals them locks its head.
organisation_corrected = Signal()
# kwargs: item (a Network or a Theme that the federation saved), by
reference_kept = Signal()
