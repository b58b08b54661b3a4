"""News of signatures, for the slices and apps above; sent inside the transaction, with `signature`; those that
change its state, with whether the association is `told` of it."""

from django.dispatch import Signal

signature_confirmed = Signal()
signature_published = Signal()
signature_sent_back = Signal()
signature_taken_back = Signal()  # its publication was
signature_paused = Signal()
signature_resumed = Signal()
signature_withdrawn = Signal()
mandate_renewed = Signal()
signature_put_right = Signal()  # its text or its date, badly copied
signature_set_aside = Signal()  # its record was joined to another one, or another to it, or they were parted

# After each of these the public sees a signature that it did not see, or sees it no more.
SEEN_OR_NOT = [
    signature_published,
    signature_taken_back,
    signature_paused,
    signature_resumed,
    signature_withdrawn,
    signature_set_aside,
]
