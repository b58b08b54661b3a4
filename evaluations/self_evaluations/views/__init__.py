"""In an association's space, and in the workspace."""
