"""What a list says: pure functions, from cells to what a paper would say. They touch no table."""
