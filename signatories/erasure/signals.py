"""News of erasures, for the slices and apps above; sent inside the transaction."""

from django.dispatch import Signal

person_erased = Signal()  # with `user`, already anonymised
organisation_erased = Signal()  # with `organisation`, already anonymised
