"""Two records of one association, joined into one: undone within the year (docs/adr/0021)."""
