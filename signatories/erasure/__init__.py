"""Forgetting a person or an association, at their request."""
