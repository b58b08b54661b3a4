"""Gathers the admin pages of the slices, where Django looks for them."""

__all__: list[str] = []
