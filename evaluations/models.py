"""Gathers the models of the slices; each lives in its own."""

__all__: list[str] = []
