"""The team's pages about signatures, and an association's page of exchanges."""
