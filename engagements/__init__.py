"""What signatories do during the year: one slice for each commitment lived (docs/house.md)."""
