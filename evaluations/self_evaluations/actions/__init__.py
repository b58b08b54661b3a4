"""Every write of look-backs: answering, being called back, forgetting."""
