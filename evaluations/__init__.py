"""What came of it: campaigns, self-evaluations, the yearly meeting and its report (docs/house.md)."""
