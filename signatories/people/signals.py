"""News of people, for the slices above; sent inside the transaction."""

from django.dispatch import Signal

team_joined = Signal()  # user, by
team_left = Signal()  # user, by
