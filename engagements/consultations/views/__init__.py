"""The pages of the slice."""
