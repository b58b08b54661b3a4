"""The pages of the charter's life: those of the team, those of an association."""
