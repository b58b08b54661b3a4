"""Reading a meeting, running it, announcing it."""
